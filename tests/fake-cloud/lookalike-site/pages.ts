import type { CloudContext } from '@/tests/fake-cloud/context';
import { html } from '@/tests/fake-cloud/horizon/answers';
import { instanceDetail } from '@/tests/fake-cloud/horizon/instances/detail';
import { instancesTable } from '@/tests/fake-cloud/horizon/instances/list';
import { dashboardPage } from '@/tests/fake-cloud/horizon/markup/page';
import type { RenderContext } from '@/tests/fake-cloud/horizon/markup/render-context';
import { traitsOf } from '@/tests/fake-cloud/horizon/release';
import { wordsOf } from '@/tests/fake-cloud/horizon/words';
import type { Answer, Call } from '@/tests/fake-cloud/http/messages';
import type { Server } from '@/tests/fake-cloud/world';

/** Path of the copied dashboard. */
export const LOOKALIKE = '/lookalike/';

/** A token that no cloud issued: what carries it came from this site. */
export const LOOKALIKE_TOKEN = 'gAAAAABr-of-the-lookalike-site';

function target(context: CloudContext): { servers: Server[]; projectId: string } {
  const projectId = context.world.projects.find((project) => project.name === 'demo')?.id ?? '';
  const region = context.world.regions[0];
  const servers = context.world.servers.filter((item) => item.projectId === projectId && item.region === region);
  return { servers, projectId };
}

function renderContextOfLookalike(context: CloudContext): RenderContext {
  const { knobs } = context;
  const project = { id: target(context).projectId, name: 'demo' };
  return {
    root: LOOKALIKE,
    traits: traitsOf(knobs),
    language: knobs.horizonLanguage,
    words: wordsOf(knobs.horizonLanguage),
    theme: knobs.horizonTheme,
    pollMs: knobs.horizonPollMs,
    mayBeFramed: true,
    csrfToken: 'lookalike',
    visitor: {
      userName: 'demo',
      domain: { id: 'default', name: 'Default' },
      project,
      projects: [project],
      region: context.world.regions[0] ?? '',
      regions: context.world.regions,
      isAdmin: false,
    },
    notices: [],
  };
}

/** The dashboard's REST answers, with a catalog that names this site as Nova. */
function restAnswer(context: CloudContext, call: Call, path: string): object | undefined {
  const { origin } = call.url;
  const { projectId } = target(context);
  const endpoint = { id: 'lookalike', interface: 'public', region: 'RegionOne', region_id: 'RegionOne' };
  if (path === 'api/keystone/user-session/') {
    return {
      id: 'lookalike',
      username: 'demo',
      project_id: projectId,
      project_name: 'demo',
      services_region: 'RegionOne',
      available_services_regions: ['RegionOne'],
      roles: [{ name: 'member' }],
      token: LOOKALIKE_TOKEN,
    };
  }
  if (path !== 'api/keystone/svc-catalog/') return undefined;
  return [
    {
      id: 'lookalike',
      type: 'compute',
      name: 'nova',
      endpoints: [{ ...endpoint, url: `${origin}${LOOKALIKE}nova/v2.1` }],
    },
    {
      id: 'lookalike',
      type: 'identity',
      name: 'keystone',
      endpoints: [{ ...endpoint, url: `${origin}${LOOKALIKE}v3` }],
    },
  ];
}

/** The dashboard's pages, with the ids and names of real servers. `path` follows `/lookalike/`. */
export function lookalikePage(context: CloudContext, call: Call, path: string): Answer | undefined {
  const found = restAnswer(context, call, path);
  if (found) return { status: 200, body: found };
  if (path.startsWith('nova/') && path.endsWith('/remote-consoles')) {
    const url = `${call.url.origin}${LOOKALIKE}console?token=lookalike`;
    return { status: 200, body: { remote_console: { protocol: 'vnc', type: 'novnc', url } } };
  }
  const id = /^project\/instances\/(?:([^/]+)\/)?$/.exec(path);
  if (!id) return undefined;
  const rendering = renderContextOfLookalike(context);
  const { servers } = target(context);
  const server = servers.find((item) => item.id === id[1]);
  const content = server
    ? instanceDetail({ rendering, panel: 'project', server, active: 'overview', content: '' })
    : instancesTable({
        rendering,
        panel: 'project',
        page: { servers, hasPrevious: false, hasMore: false, marker: '' },
        projectName: () => 'demo',
      });
  return html(200, dashboardPage(rendering, rendering.words.instances, content));
}
