import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Answer, type Call, header } from '@/tests/fake-cloud/http/messages';
import { stableId } from '@/tests/fake-cloud/ids';
import { catalog } from '@/tests/fake-cloud/keystone/catalog';
import type { DashboardSession } from './sessions';

const JSON_TYPE = { 'Content-Type': 'application/json' };

function text(status: number, message: string): Answer {
  return { status, headers: JSON_TYPE, body: JSON.stringify(message) };
}

interface CatalogEntry {
  endpoints: { interface: string }[];
}

function userSession(context: CloudContext, { user, project, token }: DashboardSession): object {
  const domainName = (id: string): string => context.world.domains.find((domain) => domain.id === id)?.name ?? '';
  return {
    available_services_regions: context.world.regions,
    domain_id: project.domainId,
    domain_name: domainName(project.domainId),
    enabled: true,
    id: user.id,
    is_superuser: user.systemAdmin,
    project_id: project.id,
    project_name: project.name,
    roles: token.roles.map((name) => ({ id: stableId('role', name), name })),
    services_region: context.world.regions[0],
    user_domain_id: user.domainId,
    user_domain_name: domainName(user.domainId),
    username: user.name,
    ...(context.knobs.horizonClientToken && { token: token.id }),
  };
}

function publicCatalog(context: CloudContext, session: DashboardSession): object[] {
  return (catalog(context, session.project.id) as CatalogEntry[]).map((entry) => ({
    ...entry,
    endpoints: entry.endpoints.filter((endpoint) => endpoint.interface === 'public'),
  }));
}

/** `<WEBROOT>api/…`: JSON for the logged-in page. Source: openstack_dashboard/api/rest/utils.py. */
export function rest(context: CloudContext, call: Call, path: string, session: DashboardSession | undefined): Answer {
  if (header(call, 'x-requested-with') !== 'XMLHttpRequest') return text(400, 'request must be AJAX');
  if (!session) return text(401, 'not logged in');
  if (call.method === 'GET' && path === 'keystone/user-session/')
    return { status: 200, body: userSession(context, session) };
  if (call.method === 'GET' && path === 'keystone/svc-catalog/')
    return { status: 200, body: publicCatalog(context, session) };
  if (call.method === 'GET' && path === 'keystone/version/') return { status: 200, body: { version: '3' } };
  return { status: 404, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: '<h1>Not Found</h1>' };
}
