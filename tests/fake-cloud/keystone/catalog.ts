import type { CloudContext } from '@/tests/fake-cloud/context';
import { stableId } from '@/tests/fake-cloud/ids';

/** Path of Nova's API in a region. RegionTwo shows the older form that ends in the project's id. */
function novaPath(context: CloudContext, region: string, projectId: string): string {
  if (context.config.legacyOnly) return `/v2/${projectId}`;
  return region === 'RegionOne' ? '/v2.1' : `/v2.1/${projectId}`;
}

export interface FakeCatalogService {
  type: string;
  name: string;
  endpoints: { interface: string; region: string; url: string }[];
}

/**
 * The catalog of a project-scoped token. Public endpoints are on `config.catalogHost`, Nova's on `config.regionHosts` where
 * those name one; internal and admin ones on `localhost`, which reveals a client that uses the wrong interface. Source: keystone/common/render_token.py.
 */
export function catalog(context: CloudContext, projectId: string): FakeCatalogService[] {
  const { ports, contents, config } = context;
  type Place = { port: number; path: string; host?: string | undefined };
  const entry = (type: string, name: string, at: (region: string) => Place) => ({
    endpoints: contents.regions.flatMap((region) =>
      ['internal', 'admin', 'public'].map((kind) => {
        const { port, path, host = config.catalogHost } = at(region);
        return {
          id: stableId('endpoint', type, region, kind),
          interface: kind,
          region_id: region,
          url: `http://${kind === 'public' ? host : 'localhost'}:${port}${path}`,
          region,
        };
      }),
    ),
    id: stableId('service', type),
    type,
    name,
  });
  return [
    entry('compute', 'nova', (region) => ({
      port: ports.nova[region] ?? 0,
      path: novaPath(context, region, projectId),
      host: config.regionHosts[region],
    })),
    entry('network', 'neutron', () => ({ port: 9696, path: '' })),
    entry('placement', 'placement', () => ({ port: 8778, path: '' })),
    entry('identity', 'keystone', () => ({ port: ports.keystone, path: '/v3' })),
    entry('image', 'glance', () => ({ port: 9292, path: '' })),
  ];
}
