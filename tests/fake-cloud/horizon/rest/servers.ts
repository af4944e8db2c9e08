import { pageNotFound } from '@/tests/fake-cloud/horizon/answers';
import { visibleServers } from '@/tests/fake-cloud/horizon/instances/service';
import type { SessionRequest } from '@/tests/fake-cloud/horizon/request';
import type { Answer } from '@/tests/fake-cloud/http/messages';
import { requestId } from '@/tests/fake-cloud/ids';
import { statesOf } from '@/tests/fake-cloud/nova/render-server';
import type { Server } from '@/tests/fake-cloud/world';
import { jsonText } from './json-text';

/** The attributes of Horizon's wrapper; what Nova did not send is null. Source: openstack_dashboard/api/nova.py `Server._attrs`. */
function render({ context, session }: SessionRequest, server: Server): object {
  const nova = `http://${context.knobs.catalogHost}:${context.ports.nova[session.region]}`;
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
export function serverRest(request: SessionRequest, path: string): Answer {
  if (request.call.method !== 'GET' || path.includes('/')) return pageNotFound();
  const servers = visibleServers({ ...request, panel: 'project' });
  if (path === '') return { status: 200, body: { items: servers.map((server) => render(request, server)) } };
  const server = servers.find((item) => item.id === path);
  if (server) return { status: 200, body: render(request, server) };
  return jsonText(404, `Instance ${path} could not be found. (HTTP 404) (Request-ID: ${requestId()})`);
}
