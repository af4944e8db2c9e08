import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call, FakeAnswer, Handler } from '@/tests/fake-cloud/http/messages';
import { csrfRefusal, isAjax, loginUrl, pageNotFound, redirect, WEBROOT, withCommonHeaders } from './answers';
import { apiAccess } from './api-access';
import { hasView, instances } from './instances/service';
import { logIn } from './log-in';
import { releaseOf } from './release';
import { rest } from './rest';
import { answerSwitchOrLogOut } from './switches';

const FRONT_DOORS = new Set(['', 'home/', 'project/']);

const panelOf = (text: string | undefined) => (text === 'admin' ? 'admin' : 'project');

function route(context: CloudContext, call: Call): FakeAnswer {
  if (!call.path.startsWith(WEBROOT)) return call.path === '/' ? redirect(WEBROOT) : pageNotFound();
  const path = call.path.slice(WEBROOT.length);
  if (path === 'auth/login/') return logIn(context, call);
  const session = context.dashboard.of(context, call);
  const refusal = csrfRefusal(releaseOf(context.config), call);
  if (refusal) return refusal;
  if (path.startsWith('api/')) return rest({ context, call, session }, path.slice('api/'.length));
  const [, panel, below] = /^(project|admin)\/instances\/(.*)$/.exec(path) ?? [];
  if (!session) {
    if (isAjax(call)) return { status: 401, headers: { 'X-Horizon-Location': loginUrl(call) } };
    const view = panel && /^[^/]+\/(.*)$/.exec(below ?? '')?.[1];
    return view === undefined || hasView(context, panelOf(panel), view) ? redirect(loginUrl(call)) : pageNotFound();
  }
  if (below !== undefined) return instances({ context, call, session, panel: panelOf(panel) }, below);
  if (FRONT_DOORS.has(path)) return redirect(`${WEBROOT}project/instances/`);
  return (
    answerSwitchOrLogOut(context, call, path, session) ?? apiAccess({ context, call, session }, path) ?? pageNotFound()
  );
}

/** The dashboard: login, instances, console redirects, API access, REST API. */
export function horizonHandler(context: CloudContext): Handler {
  return (call) => withCommonHeaders(context.config, route(context, call));
}
