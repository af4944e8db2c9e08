import * as z from 'zod/mini';
import { OpenStackError } from './errors';

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
                  url: endpoint.url.replace(/\/+$/, ''),
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

interface Wanted {
  /** default `compute` */
  type?: string;
  /** `public`, `internal` or `admin`; also `publicURL` and the like */
  interface: string;
}

function endpointsOf(catalog: readonly CatalogService[], { type = 'compute', interface: word }: Wanted) {
  const wanted = plainInterface(word);
  return catalog
    .filter((service) => service.type === type)
    .flatMap((service) => service.endpoints.filter((endpoint) => endpoint.interface === wanted));
}

/**
 * The regions that have such an endpoint, each once, sorted. The empty string stands for an endpoint without a region.
 */
export function regionsOf(catalog: readonly CatalogService[], wanted: Wanted): string[] {
  return [...new Set(endpointsOf(catalog, wanted).map(({ region }) => region))].sort();
}

/**
 * The endpoint to use. Regions are compared as they are written; with none given, the first in sorted order is taken.
 * Throws NO_CATALOG (an unscoped token), NO_COMPUTE_ENDPOINT, REGION_UNKNOWN (with the regions there are).
 * Source: keystoneauth keystoneauth1/access/service_catalog.py
 */
export function chooseEndpoint(
  catalog: readonly CatalogService[],
  { region, ...wanted }: Wanted & { region: string | null },
): { url: string; region: string } {
  if (catalog.length === 0) throw new OpenStackError('NO_CATALOG');
  const regions = regionsOf(catalog, wanted);
  const first = regions[0];
  if (first === undefined) throw new OpenStackError('NO_COMPUTE_ENDPOINT');
  const name = region ?? first;
  const chosen = endpointsOf(catalog, wanted).find((endpoint) => endpoint.region === name);
  if (!chosen) throw new OpenStackError('REGION_UNKNOWN', { regions });
  return { url: chosen.url, region: chosen.region };
}
