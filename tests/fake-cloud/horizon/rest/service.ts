import type { CloudContext } from '@/tests/fake-cloud/context';
import { html, isAjax, pageNotFound } from '@/tests/fake-cloud/horizon/answers';
import { traitsOf } from '@/tests/fake-cloud/horizon/release';
import type { DashboardSession } from '@/tests/fake-cloud/horizon/sessions';
import type { Answer, Call } from '@/tests/fake-cloud/http/messages';
import { jsonText } from './json-text';
import { serverRest } from './servers';
import { sessionCatalog, userSession } from './user-session';

export interface RestRequest {
  context: CloudContext;
  call: Call;
  /** undefined: no login */
  session: DashboardSession | undefined;
}

/** `<WEBROOT>api/…`: JSON for Horizon's own pages. Source: openstack_dashboard/api/rest/utils.py `ajax`. */
export function rest({ context, call, session }: RestRequest, path: string): Answer {
  if (context.knobs.horizonOff.includes('rest')) return pageNotFound();
  if (!isAjax(call)) return jsonText(400, 'request must be AJAX');
  if (!session) return jsonText(401, 'not logged in');
  const request = { context, call, session };
  if (path.startsWith('nova/servers/')) return serverRest(request, path.slice('nova/servers/'.length));
  const answers: Record<string, () => object> = {
    'keystone/user-session/': () => userSession(request),
    'keystone/svc-catalog/': () => sessionCatalog(request, traitsOf(context.knobs).catalog),
    'keystone/version/': () => ({ version: '3' }),
  };
  const found = answers[path];
  if (!found) return pageNotFound();
  return call.method === 'GET' ? { status: 200, body: found() } : html(405, '');
}
