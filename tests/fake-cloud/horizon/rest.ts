import type { FakeServer } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call, FakeAnswer } from '@/tests/fake-cloud/http/messages';
import { newRequestId } from '@/tests/fake-cloud/ids';
import type { FakeCatalogService } from '@/tests/fake-cloud/keystone/catalog';
import { statesOf } from '@/tests/fake-cloud/nova/render-server';
import { htmlAnswer, isAjax, pageNotFound } from './answers';
import { catalogOf } from './api-access';
import { visibleServers } from './instances/service';
import { type Release, releaseOf } from './release';
import type { FakeDashboardSession, SessionRequest } from './sessions';

/** `keystone/user-session/`. `domain_*` is for domain scopes: null here. Source: openstack_dashboard/api/rest/keystone.py `UserSession`. */
export function userSession({ context, session }: SessionRequest): object {
  const { user, project, region, token } = session;
  const hasToken = !releaseOf(context.config).isOld && context.config.horizonClientToken;
  return {
    id: user.id,
    domain_id: null,
    is_superuser: token.roles.includes('admin'),
    enabled: true,
    project_name: project.name,
    services_region: region,
    domain_name: null,
    user_domain_id: user.domainId,
    username: user.name,
    user_domain_name: context.contents.domains.find((domain) => domain.id === user.domainId)?.name ?? '',
    roles: token.roles.map((name) => ({ name })),
    project_id: project.id,
    available_services_regions: context.contents.regions,
    ...(hasToken && { token: token.id }),
  };
}

/** Removes non-public endpoints from the list while iterating over it, as Zed does: the one after each is skipped. */
function leakily(endpoints: FakeCatalogService['endpoints']): FakeCatalogService['endpoints'] {
  const remaining = [...endpoints];
  for (let position = 0; position < remaining.length; position += 1) {
    if (remaining[position]?.interface !== 'public') remaining.splice(position, 1);
  }
  return remaining;
}

/** `keystone/svc-catalog/`. Source: openstack_dashboard/api/rest/keystone.py `ServiceCatalog`, by release. */
function sessionCatalog(request: SessionRequest, kind: Release['catalog']): object[] {
  return catalogOf(request).map((service) => ({
    ...service,
    endpoints:
      kind === 'whole'
        ? service.endpoints
        : kind === 'leaky'
          ? leakily(service.endpoints)
          : service.endpoints.filter((endpoint) => endpoint.interface === 'public'),
  }));
}

/** The attributes of Horizon's wrapper; what Nova did not send is null. Source: openstack_dashboard/api/nova.py `Server._attrs`. */
function render({ context, session }: SessionRequest, server: FakeServer): object {
  const nova = `http://${context.config.catalogHost}:${context.ports.nova[session.region]}`;
  const bookmark = (kind: string, id: string): object => ({ rel: 'bookmark', href: `${nova}/${kind}/${id}` });
  const absent = [
    ...['attrs', 'private_ip', 'public_ip', 'uuid', 'VirtualInterfaces', 'key_name'],
    ...['instance_name', 'host', 'hostname', 'kernel_id', 'ramdisk_id', 'root_device_name'].map(
      (name) => `OS-EXT-SRV-ATTR:${name}`,
    ),
    ...['user_data', 'reservation_id', 'launch_index'].map((name) => `OS-EXT-SRV-ATTR:${name}`),
  ];
  const { id, name, image, flavor } = server;
  return {
    ...Object.fromEntries(absent.map((key) => [key, null])),
    addresses: Object.fromEntries(
      Object.entries(server.addresses).map(([net, list]) => [
        net,
        list.map(({ addr, version }) => ({ addr, version })),
      ]),
    ),
    id,
    image: image ? { id: image.id, links: [bookmark('images', image.id)], name: image.name } : '',
    links: [{ rel: 'self', href: `${nova}/v2.1/servers/${id}` }, bookmark('servers', id)],
    description: server.description,
    metadata: server.metadata,
    name,
    status: server.status,
    image_name: image?.name ?? '-',
    flavor: { id: flavor.id, links: [bookmark('flavors', flavor.id)] },
    fault: server.fault,
    tenant_id: server.projectId,
    user_id: server.userId,
    created: server.created,
    locked: server.locked,
    'OS-EXT-STS:power_state': statesOf(server).powerState,
    'OS-EXT-STS:task_state': server.taskState,
    'OS-EXT-AZ:availability_zone': server.zone,
    'OS-DCF:diskConfig': 'MANUAL',
  };
}

/** `nova/servers/…`; `path` is what follows. Source: openstack_dashboard/api/rest/nova.py. */
function serverRest(request: SessionRequest, path: string): FakeAnswer {
  if (request.call.method !== 'GET' || path.includes('/')) return pageNotFound();
  const servers = visibleServers({ ...request, panel: 'project' });
  if (path === '') return { status: 200, body: { items: servers.map((server) => render(request, server)) } };
  const server = servers.find((item) => item.id === path);
  if (server) return { status: 200, body: render(request, server) };
  return jsonText(404, `Instance ${path} could not be found. (HTTP 404) (Request-ID: ${newRequestId()})`);
}

/** A bare JSON string: an error of this API. Source: openstack_dashboard/api/rest/utils.py. */
function jsonText(status: number, message: string): FakeAnswer {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(message) };
}

export interface RestRequest {
  context: CloudContext;
  call: Call;
  /** undefined: no login */
  session: FakeDashboardSession | undefined;
}

/** `<WEBROOT>api/…`: JSON for Horizon's own pages. Source: openstack_dashboard/api/rest/utils.py `ajax`. */
export function rest({ context, call, session }: RestRequest, path: string): FakeAnswer {
  if (context.config.horizonOff.includes('rest')) return pageNotFound();
  if (!isAjax(call)) return jsonText(400, 'request must be AJAX');
  if (!session) return jsonText(401, 'not logged in');
  const request = { context, call, session };
  if (path.startsWith('nova/servers/')) return serverRest(request, path.slice('nova/servers/'.length));
  const answers: Record<string, () => object> = {
    'keystone/user-session/': () => userSession(request),
    'keystone/svc-catalog/': () => sessionCatalog(request, releaseOf(context.config).catalog),
  };
  const found = answers[path];
  if (!found) return pageNotFound();
  return call.method === 'GET' ? { status: 200, body: found() } : htmlAnswer(405, '');
}
