import * as z from 'zod/mini';
import { capped } from './capped';
import { OpenStackError } from './errors';
import { withoutSlashes } from './slashes';

/** One http(s) URL of a service, without a trailing slash. */
export interface CatalogEndpoint {
  /** `public`, `internal` or `admin` */
  interface: string;
  /** empty where the catalog names none */
  region: string;
  url: string;
}

/** A service with its usable endpoints. */
export interface CatalogService {
  type: string;
  endpoints: CatalogEndpoint[];
}

/** Far more than clouds have. */
const MAX_SERVICES = 500;
const MAX_ENDPOINTS = 1000;
const MAX_REGIONS = 100;
const MAX_REGION_LENGTH = 255;
const MAX_URL_LENGTH = 2000;

const nullableText = z.nullish(z.string());

/** Source: https://docs.openstack.org/api-ref/identity/v3/#get-service-catalog; keystone/catalog/core.py */
export const catalogSchema = capped(
  z.object({
    type: nullableText,
    endpoints: z.optional(
      capped(
        z.object({ interface: z.string(), region: nullableText, region_id: nullableText, url: nullableText }),
        MAX_ENDPOINTS,
      ),
    ),
  }),
  MAX_SERVICES,
);

/** Leaves out services without a type and unusable endpoints. */
export function readCatalog(catalog: z.infer<typeof catalogSchema>): CatalogService[] {
  return catalog.flatMap(({ type, endpoints = [] }) =>
    type
      ? {
          type,
          endpoints: endpoints.flatMap((endpoint) =>
            endpoint.url && isShort(endpoint) && /^https?:\/\/[^/]/i.test(endpoint.url) && URL.canParse(endpoint.url)
              ? {
                  interface: normalInterface(endpoint.interface),
                  region: endpoint.region_id ?? endpoint.region ?? '',
                  url: withoutSlashes(endpoint.url),
                }
              : [],
          ),
        }
      : [],
  );
}

function isShort({ url, region_id, region }: { url?: Text; region_id?: Text; region?: Text }): boolean {
  return (url ?? '').length <= MAX_URL_LENGTH && (region_id ?? region ?? '').length <= MAX_REGION_LENGTH;
}

type Text = string | null | undefined;

/** Older catalogs have `publicURL`. */
function normalInterface(interfaceName: string): string {
  return interfaceName.replace(/URL$/, '');
}

/** Which Nova endpoints are used. */
export interface ComputeSelection {
  interface: string;
  regions?: readonly string[] | undefined;
  /** replaces the catalog; `/v2.1` is added where it has no version */
  computeUrl?: string | undefined;
}

/** Nova's base URL in one region. */
export interface ComputeEndpoint {
  /** without a trailing slash */
  url: string;
  /** empty where the catalog names none */
  region: string;
}

/**
 * Of at most 100 regions, the default first. A `computeUrl` is for the whole cloud, as `<service>_endpoint_override`
 * (https://docs.openstack.org/keystoneauth/latest/using-sessions.html#using-adapters).
 */
export function computeEndpoints(catalog: readonly CatalogService[], selection: ComputeSelection): ComputeEndpoint[] {
  const named = endpointsOf(catalog, selection.interface);
  const all = selection.regions?.length
    ? selection.regions.filter((region) => named.has(region))
    : sortedRegions(named);
  const offered = all.slice(0, MAX_REGIONS);
  if (selection.computeUrl !== undefined)
    return [{ url: versioned(selection.computeUrl), region: offered[0] ?? selection.regions?.[0] ?? '' }];
  return offered.map((region) => ({ region, url: named.get(region) ?? '' }));
}

/** The regions of `computeEndpoints`. */
export function regionsOf(catalog: readonly CatalogService[], selection: ComputeSelection): string[] {
  return computeEndpoints(catalog, selection).map(({ region }) => region);
}

/**
 * A null `region`: the default one. It may be outside `selection.regions`: a dashboard shows others too. Throws
 * NO_CATALOG (an unscoped token), NO_COMPUTE_ENDPOINT, REGION_UNKNOWN. Source: keystoneauth1/access/service_catalog.py
 */
export function chooseEndpoint(
  catalog: readonly CatalogService[],
  selection: ComputeSelection,
  region: string | null,
): ComputeEndpoint {
  const offered = computeEndpoints(catalog, selection);
  const first = offered[0];
  if (first !== undefined && (selection.computeUrl !== undefined || region === null)) return first;
  if (catalog.length === 0) throw new OpenStackError('NO_CATALOG');
  const named = endpointsOf(catalog, selection.interface);
  if (named.size === 0) throw new OpenStackError('NO_COMPUTE_ENDPOINT');
  const url = region === null ? undefined : named.get(region);
  if (region === null || url === undefined)
    throw new OpenStackError('REGION_UNKNOWN', { regions: sortedRegions(named).slice(0, MAX_REGIONS) });
  return { url, region };
}

function sortedRegions(named: ReadonlyMap<string, string>): string[] {
  return [...named.keys()].sort();
}

/** The first endpoint of a region wins. */
function endpointsOf(catalog: readonly CatalogService[], interfaceName: string): Map<string, string> {
  const requested = normalInterface(interfaceName);
  const found = new Map<string, string>();
  for (const service of catalog) {
    if (service.type !== 'compute') continue;
    for (const { interface: endpointInterface, region, url } of service.endpoints)
      if (endpointInterface === requested && !found.has(region)) found.set(region, url);
  }
  return found;
}

function versioned(url: string): string {
  const plain = withoutSlashes(url.trim());
  return /\/v2(\.\d+)?(\/|$)/.test(plain) ? plain : `${plain}/v2.1`;
}

const INTERFACES: readonly string[] = ['public', 'internal', 'admin'];
const MAX_STORED_REGIONS = 50;

/** What is stored: one endpoint per interface and region, of 50 regions at most. */
export function boundedCatalog(catalog: readonly CatalogService[]): { catalog: CatalogService[]; isCatalogCut?: true } {
  const regions = new Set<string>();
  let isCut = false;
  const services = new Map<string, Map<string, CatalogEndpoint>>();
  for (const { type, endpoints } of catalog) {
    const kept = services.get(type) ?? new Map<string, CatalogEndpoint>();
    services.set(type, kept);
    for (const endpoint of endpoints) {
      const { interface: name, region } = endpoint;
      const key = `${name} ${region}`;
      if (!INTERFACES.includes(name) || kept.has(key)) continue;
      if (!regions.has(region) && regions.size === MAX_STORED_REGIONS) {
        isCut = true;
        continue;
      }
      regions.add(region);
      kept.set(key, endpoint);
    }
  }
  const bounded = [...services].map(([type, kept]) => ({ type, endpoints: [...kept.values()] }));
  return { catalog: bounded, ...(isCut && { isCatalogCut: true }) };
}
