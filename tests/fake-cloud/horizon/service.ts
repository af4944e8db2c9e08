import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Answer, type Call, type Handler, header } from '@/tests/fake-cloud/http/messages';
import { issueConsoleUrl } from '@/tests/fake-cloud/nova/console-url';
import { findOwned, type Server } from '@/tests/fake-cloud/world';
import { instanceDetail, instanceRow, instancesTable } from './instances';
import { dashboardPage, escapeHtml, loginPage, WEBROOT } from './layout';
import { rest } from './rest';
import { type DashboardSession, projectsOf, sessionCookie } from './sessions';

const HTML = { 'Content-Type': 'text/html; charset=utf-8', 'X-Frame-Options': 'DENY', Vary: 'Cookie' };

function html(status: number, body: string): Answer {
  return { status, headers: HTML, body };
}

function redirect(to: string, cookies: string[] = []): Answer {
  return {
    status: 302,
    headers: { ...HTML, Location: to, ...(cookies.length > 0 && { 'Set-Cookie': cookies }) },
    body: '',
  };
}

function inside(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') ? next : `${WEBROOT}project/instances/`;
}

function login(context: CloudContext, call: Call): Answer {
  if (call.method !== 'POST') return html(200, loginPage(inside(call.query.get('next')), false));
  const form = new URLSearchParams(call.rawBody);
  const next = inside(form.get('next'));
  const ref = { name: form.get('username'), domain: { name: form.get('domain') } };
  const user = findOwned(context.world, context.world.users, ref);
  const session = user?.password === form.get('password') ? context.dashboard.open(context, user) : undefined;
  return session ? redirect(next, sessionCookie(session)) : html(200, loginPage(next, true));
}

function page(
  context: CloudContext,
  session: DashboardSession,
  title: string,
  content: string,
  message?: string,
): Answer {
  const domain = context.world.domains.find((item) => item.id === session.project.domainId)?.name ?? '';
  const projects = projectsOf(context, session.user);
  return html(
    200,
    dashboardPage({ title, session, projects, domain, content, ...(message !== undefined && { message }) }),
  );
}

function consoleUrl(context: CloudContext, server: Server): string | undefined {
  const type =
    server.host === null ? undefined : server.consoles.find((item) => item === 'novnc' || item === 'spice-html5');
  return (
    type && `${issueConsoleUrl(context, server, type)}&title=${encodeURIComponent(`${server.name}(${server.id})`)}`
  );
}

function consoleTab(context: CloudContext, server: Server): string {
  const url = consoleUrl(context, server);
  if (url === undefined) return '<div class="well">console is currently unavailable. Please try again later.</div>';
  const src = escapeHtml(url);
  return `<div class="alert alert-info"><a href="${src}">Click here to show only console</a></div><iframe id="console_embed" src="${src}" width="100%" height="100%"></iframe>`;
}

function instances(context: CloudContext, call: Call, session: DashboardSession, panel: string, rest: string): Answer {
  const base = `${WEBROOT}${panel}/instances/`;
  const isAdmin = panel === 'admin';
  if (isAdmin && !session.token.roles.includes('admin')) return redirect(`${WEBROOT}auth/login/?next=${base}`);
  const here = context.world.servers.filter(
    (server) => server.region === context.world.regions[0] && (isAdmin || server.projectId === session.project.id),
  );
  if (rest === '') {
    if (call.query.get('action') === 'row_update') {
      const server = here.find((item) => item.id === call.query.get('obj_id'));
      return server ? html(200, instanceRow(server, base)) : html(404, '');
    }
    const message = call.query.has('failed') ? 'Unable to retrieve the console.' : undefined;
    const limit = isAdmin ? here.slice(0, 20) : here;
    return page(context, session, 'Instances', instancesTable(limit, base), message);
  }
  const [id, view = ''] = rest.split('/');
  const server = here.find((item) => item.id === id);
  if (!server) return redirect(`${base}?failed`);
  if (['vnc', 'spice', 'auto_console'].includes(view)) return redirect(consoleUrl(context, server) ?? `${base}?failed`);
  if (view !== '' && view !== 'detail') return html(404, '<h1>Not Found</h1>');
  const wantsConsole = call.query.get('tab') === 'instance_details__console';
  const content = instanceDetail(server, base, wantsConsole ? consoleTab(context, server) : undefined);
  return page(context, session, `${server.name}`, content);
}

function route(context: CloudContext, call: Call): Answer {
  if (!call.path.startsWith(WEBROOT)) return call.path === '/' ? redirect(WEBROOT) : html(404, '<h1>Not Found</h1>');
  const path = call.path.slice(WEBROOT.length);
  const session = context.dashboard.of(context, call);
  if (path.startsWith('api/')) return rest(context, call, path.slice('api/'.length), session);
  if (path === 'auth/login/') return login(context, call);
  if (!session) {
    const isAjax = header(call, 'x-requested-with') === 'XMLHttpRequest';
    const target = `${WEBROOT}auth/login/?next=${encodeURIComponent(call.path + call.url.search)}`;
    return isAjax ? { status: 401, headers: { 'X-Horizon-Location': target } } : redirect(target);
  }
  if (path === 'auth/logout/') {
    context.dashboard.end(session);
    return redirect(`${WEBROOT}auth/login/`, ['sessionid=; Path=/; Max-Age=0']);
  }
  const switched = /^auth\/switch\/([^/]+)\/$/.exec(path)?.[1];
  if (switched !== undefined) {
    const fresh = context.dashboard.open(context, session.user, switched);
    return redirect(inside(call.query.get('next')), fresh ? sessionCookie(fresh) : []);
  }
  const [, panel, rest_] = /^(project|admin)\/instances\/(.*)$/.exec(path) ?? [];
  if (panel !== undefined && rest_ !== undefined)
    return instances(context, call, session, panel, rest_.replace(/\/$/, ''));
  return path === '' || path === 'project/'
    ? redirect(`${WEBROOT}project/instances/`)
    : html(404, '<h1>Not Found</h1>');
}

/** The dashboard: login, instances list and detail, console redirects, and the two REST calls worth asking. */
export function horizonHandler(context: CloudContext): Handler {
  return (call) => route(context, call);
}
