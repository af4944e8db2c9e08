import type { FakeProject, User } from './contents';
import type { CloudContext } from './context';
import { htmlAnswer, pageNotFound, WEBROOT } from './horizon/answers';
import { instanceDetail } from './horizon/instances/detail';
import { instancesTable } from './horizon/instances/list';
import { visibleServers } from './horizon/instances/service';
import { escapeHtml } from './horizon/markup/escape';
import { dashboardPage } from './horizon/markup/page';
import { renderContextOf } from './horizon/render-context';
import { userSession } from './horizon/rest';
import type { FakeDashboardSession } from './horizon/sessions';
import type { Call, FakeAnswer, Handler } from './http/messages';
import type { Token } from './keystone/tokens';

/** Path of the copied dashboard. */
const LOOKALIKE = '/lookalike/';

/** A token that no cloud issued: what carries it came from this site. */
export const LOOKALIKE_TOKEN = 'gAAAAABr-of-the-lookalike-site';

/** A login of user demo at this site. */
function loginOf({ contents }: CloudContext): FakeDashboardSession {
  const user = contents.users.find(({ name }) => name === 'demo') as User;
  const project = contents.projects.find(({ name }) => name === 'demo') as FakeProject;
  const token = { id: LOOKALIKE_TOKEN, roles: ['member'] } as Token;
  return {
    ...{ id: 'lookalike', csrfToken: 'lookalike', lastSeen: 0, messages: [] },
    ...{ user, project, region: contents.regions[0] ?? '', token },
  };
}

/** The dashboard's REST answers, with a catalog that names this site as Nova. */
function restAnswer(context: CloudContext, call: Call, path: string): object | undefined {
  const session = loginOf(context);
  if (path === 'api/keystone/user-session/')
    return { ...userSession({ context, call, session }), token: LOOKALIKE_TOKEN };
  if (path !== 'api/keystone/svc-catalog/') return undefined;
  const service = (type: string, name: string, at: string): object => ({
    ...{ id: 'lookalike', type, name },
    endpoints: [
      {
        ...{ id: 'lookalike', interface: 'public', region: session.region, region_id: session.region },
        url: `${call.url.origin}${LOOKALIKE}${at}`,
      },
    ],
  });
  return [service('compute', 'nova', 'nova/v2.1'), service('identity', 'keystone', 'v3')];
}

/** The dashboard's pages, with the ids and names of real servers. `path` follows `/lookalike/`. */
function lookalikePage(context: CloudContext, call: Call, path: string): FakeAnswer | undefined {
  const found = restAnswer(context, call, path);
  if (found) return { status: 200, body: found };
  if (path.startsWith('nova/') && path.endsWith('/remote-consoles')) {
    const url = `${call.url.origin}${LOOKALIKE}console?token=lookalike`;
    return { status: 200, body: { remote_console: { protocol: 'vnc', type: 'novnc', url } } };
  }
  const id = /^project\/instances\/(?:([^/]+)\/)?$/.exec(path);
  if (!id) return undefined;
  const session = loginOf(context);
  const rendering = { ...renderContextOf(context, call, session), root: LOOKALIKE, mayBeFramed: true };
  const servers = visibleServers({ context, session, panel: 'project' });
  const server = servers.find((item) => item.id === id[1]);
  const page = { servers, hasPrevious: false, hasMore: false, marker: '' };
  const content = server
    ? instanceDetail({ rendering, panel: 'project', server, active: 'overview', content: '' })
    : instancesTable({ rendering, panel: 'project', page, projectName: () => 'demo' });
  return htmlAnswer(200, dashboardPage(rendering, rendering.words.instances, content));
}

function framing(src: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page with a frame</title></head>
<body><h1>Win a prize</h1><iframe id="framed" src="${escapeHtml(src)}" width="1200" height="700"></iframe></body></html>`;
}

/**
 * A hostile site on another origin. `/lookalike/…` and the dashboard's own path have the dashboard's pages and answers;
 * `/framing/` has the real list in a frame (`?src=` another page), which `config.horizonFrames` must allow; `/` is
 * an ordinary page.
 */
export function lookalikeHandler(context: CloudContext): Handler {
  return (call) => {
    if (call.path === '/')
      return htmlAnswer(200, '<!DOCTYPE html><html lang="en"><title>Lookalike</title><h1>Hello</h1></html>');
    if (call.path === '/framing/') {
      const list = `http://127.0.0.1:${context.ports.horizon}${WEBROOT}project/instances/`;
      return htmlAnswer(200, framing(call.query.get('src') ?? list));
    }
    const prefix = [LOOKALIKE, WEBROOT].find((known) => call.path.startsWith(known));
    const path = prefix === undefined ? undefined : call.path.slice(prefix.length);
    return (path !== undefined && lookalikePage(context, call, path)) || pageNotFound();
  };
}
