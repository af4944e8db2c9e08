import * as z from 'zod/mini';
import { OpenStackError } from './errors';
import { withoutSlashes } from './slashes';

/** One endpoint of a service, as far as it is used. */
export interface CatalogEndpoint {
  /** `public`, `internal` or `admin` */
  interface: string;
  /** `region_id`, else `region`; empty where the catalog names none */
  region: string;
  url: string;
}

/** One service of a catalog. */
export interface CatalogService {
  /** such as `compute` */
  type: string;
  endpoints: CatalogEndpoint[];
}

const nullableText = z.nullish(z.string());

/**
 * The `catalog` of a token, services without a type left out.
 * Source: https://docs.openstack.org/api-ref/identity/v3/#get-service-catalog; openstack/keystone keystone/catalog/core.py
 */
export const catalogSchema = z.array(
  z.object({
    type: nullableText,
    endpoints: z.optional(
      z.array(z.object({ interface: z.string(), region: nullableText, region_id: nullableText, url: nullableText })),
    ),
  }),
);

/** Brings a parsed catalog into the form that is kept and looked up; endpoints without a usable URL are left out. */
export function readCatalog(catalog: z.infer<typeof catalogSchema>): CatalogService[] {
  return catalog.flatMap(({ type, endpoints = [] }) =>
    type
      ? {
          type,
          endpoints: endpoints.flatMap((endpoint) =>
            endpoint.url && /^https?:\/\/[^/]/i.test(endpoint.url) && URL.canParse(endpoint.url)
              ? {
                  interface: plainInterface(endpoint.interface),
                  region: endpoint.region_id ?? endpoint.region ?? '',
                  url: withoutSlashes(endpoint.url),
                }
              : [],
          ),
        }
      : [],
  );
}

/** `publicURL`, the word of older configurations, is `public`. */
function plainInterface(word: string): string {
  return word.replace(/URL$/, '');
}

/** Where a cloud's Nova is to be looked for, as the person set it up. */
export interface ComputeAt {
  /** `public`, `internal` or `admin`; also `publicURL` and the like */
  interface: string;
  /** only these regions, in this order; default: all that the catalog has, sorted */
  regions?: readonly string[] | undefined;
  /** where Nova is, whatever the catalog says; without a version in it `/v2.1` is meant */
  computeUrl?: string | undefined;
}

/** One place where a cloud's Nova answers. */
export interface ComputeEndpoint {
  /** without a trailing slash, such as `https://nova.example.org/v2.1` */
  url: string;
  /** empty where the catalog names none */
  region: string;
}

/**
 * The endpoint to use in each region that is offered, the one to begin with first. An endpoint that the person names
 * counts for the whole cloud, so it stands alone: as in `<service>_endpoint_override` of a clouds.yaml
 * (https://docs.openstack.org/keystoneauth/latest/using-sessions.html#using-adapters).
 */
export function computeEndpoints(catalog: readonly CatalogService[], at: ComputeAt): ComputeEndpoint[] {
  const named = endpointsOf(catalog, at.interface);
  const all = [...named.keys()].sort();
  const offered = at.regions?.length ? at.regions.filter((region) => named.has(region)) : all;
  if (at.computeUrl !== undefined)
    return [{ url: versioned(at.computeUrl), region: offered[0] ?? at.regions?.[0] ?? '' }];
  return offered.map((region) => ({ region, url: named.get(region) ?? '' }));
}

/** The regions that {@link computeEndpoints} offers. The empty string stands for an endpoint without a region. */
export function regionsOf(catalog: readonly CatalogService[], at: ComputeAt): string[] {
  return computeEndpoints(catalog, at).map(({ region }) => region);
}

/**
 * The endpoint to use. Regions are compared as they are written; null is the first one that is offered. A region that
 * is not offered, but there, is taken all the same: a dashboard's page may show it.
 * Throws NO_CATALOG (an unscoped token), NO_COMPUTE_ENDPOINT, REGION_UNKNOWN (with the regions there are).
 * Source: keystoneauth keystoneauth1/access/service_catalog.py
 */
export function chooseEndpoint(
  catalog: readonly CatalogService[],
  at: ComputeAt,
  region: string | null,
): ComputeEndpoint {
  const offered = computeEndpoints(catalog, at);
  const first = offered[0];
  if (first !== undefined && (at.computeUrl !== undefined || region === null)) return first;
  if (catalog.length === 0) throw new OpenStackError('NO_CATALOG');
  const named = endpointsOf(catalog, at.interface);
  if (named.size === 0) throw new OpenStackError('NO_COMPUTE_ENDPOINT');
  const url = region === null ? undefined : named.get(region);
  if (region === null || url === undefined)
    throw new OpenStackError('REGION_UNKNOWN', { regions: [...named.keys()].sort() });
  return { url, region };
}

/** The compute endpoints of an interface by their region; the first of a region wins. */
function endpointsOf(catalog: readonly CatalogService[], word: string): Map<string, string> {
  const wanted = plainInterface(word);
  const found = new Map<string, string>();
  for (const service of catalog) {
    if (service.type !== 'compute') continue;
    for (const { interface: facing, region, url } of service.endpoints)
      if (facing === wanted && !found.has(region)) found.set(region, url);
  }
  return found;
}

function versioned(url: string): string {
  const plain = withoutSlashes(url.trim());
  return /\/v2(\.\d+)?(\/|$)/.test(plain) ? plain : `${plain}/v2.1`;
}
