import type { FakeServer } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { htmlAnswer, isAjax, pageNotFound, redirect, WEBROOT } from '@/tests/fake-cloud/horizon/answers';
import { escapeHtml } from '@/tests/fake-cloud/horizon/markup/escape';
import { dashboardPage } from '@/tests/fake-cloud/horizon/markup/page';
import { releaseOf } from '@/tests/fake-cloud/horizon/release';
import { type RenderContext, renderContextOf } from '@/tests/fake-cloud/horizon/render-context';
import type { FakeDashboardSession } from '@/tests/fake-cloud/horizon/sessions';
import { fillIn, wordsOf } from '@/tests/fake-cloud/horizon/words';
import type { Call, FakeAnswer } from '@/tests/fake-cloud/http/messages';
import { CONSOLE_TYPES, consoleTitle, findConsole } from './consoles';
import { instanceDetail, type TabSlug } from './detail';
import { instancesTable, pageOf } from './list';
import { instanceRow } from './row';

/** A request for the instances of a project, or of all projects in the admin panel. */
export interface InstancesRequest {
  context: CloudContext;
  call: Call;
  session: FakeDashboardSession;
  panel: 'project' | 'admin';
}

/** `API_RESULT_PAGE_SIZE` */
const PAGE_SIZE = 20;

const REDIRECTS: Record<InstancesRequest['panel'], string[]> = {
  project: ['vnc', 'spice', 'rdp'],
  admin: ['vnc', 'spice', 'rdp', 'mks'],
};

/** The servers of the list: those of the session's region that are not deleted and whose cell is up. */
export function visibleServers({ context, session, panel }: Omit<InstancesRequest, 'call'>): FakeServer[] {
  return context.contents.servers.filter(
    (server) =>
      server.region === session.region &&
      !server.cellDown &&
      server.status !== 'DELETED' &&
      server.status !== 'SOFT_DELETED' &&
      (panel === 'admin' || server.projectId === session.project.id),
  );
}

function projectName(context: CloudContext, server: FakeServer): string {
  return context.contents.projects.find((project) => project.id === server.projectId)?.name ?? '';
}

function list(request: InstancesRequest): FakeAnswer {
  const { context, call, session, panel } = request;
  const servers = visibleServers(request);
  const name = (server: FakeServer): string => projectName(context, server);
  if (call.query.get('action') === 'row_update' && isAjax(call)) {
    const server = servers.find((item) => item.id === call.query.get('obj_id'));
    const marker = /(?:prev_)?marker=[^&]*/.exec(call.url.search)?.[0] ?? '';
    if (!server) return htmlAnswer(404, '');
    const rendering = { ...renderContextOf(context, call, { ...session, messages: [] }) };
    return htmlAnswer(200, instanceRow({ rendering, panel, projectName: name(server), marker }, server));
  }
  const page = pageOf(servers, call.query, PAGE_SIZE);
  if (!page) session.messages.push({ kind: 'error', text: wordsOf(context.config.horizonLanguage).listFailed });
  const rendering = renderContextOf(context, call, session);
  const shown = page ?? { servers: [], hasPrevious: false, hasMore: false, marker: '' };
  return htmlAnswer(
    200,
    dashboardPage(
      rendering,
      rendering.words.instances,
      instancesTable({ rendering, panel, page: shown, projectName: name }),
    ),
  );
}

function consoleTab({ context, session }: InstancesRequest, { words }: RenderContext, server: FakeServer): string {
  const found = findConsole(context, session, server, Object.keys(CONSOLE_TYPES), consoleTitle(server));
  const body =
    found === undefined
      ? `<div class="well">${words.noConsole}</div>`
      : `<p class='alert alert-info'><a href="${escapeHtml(found.url)}" style="text-decoration: underline">${words.onlyConsole}</a></p>
<iframe id="console_embed" src="${escapeHtml(found.url)}" style="width:100%;height:100%"></iframe>`;
  return `\n<h3>${words.instanceConsole}</h3>\n${body}\n`;
}

function detail(request: InstancesRequest, server: FakeServer): FakeAnswer {
  const { context, call, session, panel } = request;
  const slug = /^instance_details__(overview|interfaces|log|console|audit)$/.exec(call.query.get('tab') ?? '')?.[1];
  const active = (slug ?? 'overview') as TabSlug;
  const rendering = renderContextOf(context, call, session);
  const content = active === 'console' ? consoleTab(request, rendering, server) : '<div class="detail"></div>';
  if (isAjax(call) && slug !== undefined) return htmlAnswer(200, content);
  return htmlAnswer(
    200,
    dashboardPage(rendering, server.name, instanceDetail({ rendering, panel, server, active, content })),
  );
}

function toConsole(request: InstancesRequest, server: FakeServer, types: string[]): FakeAnswer {
  const { context, session, panel } = request;
  const found = findConsole(context, session, server, types, consoleTitle(server));
  if (found && !found.url.startsWith('ws:')) return redirect(found.url);
  const { consoleFailed } = wordsOf(context.config.horizonLanguage);
  session.messages.push({ kind: 'error', text: fillIn(consoleFailed, server.id) });
  return redirect(`${WEBROOT}${panel}/instances/`);
}

/** Whether there is such a page of a server: Django answers 404 before it checks the login. */
export function hasView({ config }: CloudContext, panel: InstancesRequest['panel'], view: string): boolean {
  const { horizonOff: off } = config;
  if (REDIRECTS[panel].includes(view)) return !off.includes('consoleRedirects');
  if (view === 'auto_console') return panel === 'project' && !releaseOf(config).isOld && !off.includes('autoConsole');
  return view === (panel === 'admin' ? 'detail' : '');
}

function ofServer(request: InstancesRequest, id: string, view: string): FakeAnswer {
  const { context, session, panel } = request;
  const server = visibleServers(request).find((item) => item.id === id);
  if (!hasView(context, panel, view)) return pageNotFound();
  if (server && REDIRECTS[panel].includes(view)) return toConsole(request, server, [view.toUpperCase()]);
  if (server && view === 'auto_console') return toConsole(request, server, Object.keys(CONSOLE_TYPES));
  if (server) return detail(request, server);
  const { detailsFailed } = wordsOf(context.config.horizonLanguage);
  session.messages.push({ kind: 'error', text: fillIn(detailsFailed, id) });
  return redirect(`${WEBROOT}${panel}/instances/`);
}

/**
 * `<panel>/instances/…`; `rest` is what follows. A POST to the list changes nothing: it is only in the
 * journal. Source: openstack_dashboard/dashboards/{project,admin}/instances/urls.py, views.py.
 */
export function instances(request: InstancesRequest, rest: string): FakeAnswer {
  const { context, call, session, panel } = request;
  if (panel === 'admin' && !session.token.roles.includes('admin')) {
    const rendering = renderContextOf(context, call, session);
    return htmlAnswer(
      403,
      dashboardPage(rendering, rendering.words.notAuthorized, `<h1>${rendering.words.notAuthorized}</h1>`),
    );
  }
  if (rest === '') return call.method === 'POST' ? redirect(`${WEBROOT}${panel}/instances/`) : list(request);
  const [, id, view] = /^([^/]+)\/(.*)$/.exec(rest) ?? [];
  return id === undefined || view === undefined ? pageNotFound() : ofServer(request, id, view);
}
