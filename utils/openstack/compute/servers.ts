import * as z from 'zod/mini';
import { type Budget, createBudget, isCut, SERVER_LIST_LIMITS } from '@/utils/openstack/budget';
import { capped } from '@/utils/openstack/capped';
import type { CallOptions, Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { request } from '@/utils/openstack/http';
import { type NovaConnection, serverUrl } from './access';
import { serverFault } from './errors';
import { type Reading, readWithMicroversion } from './read-microversion';
import { readServer, type Server, serverRecord } from './server-record';

export type { Server, ServerAddress } from './server-record';

/** Which servers to list. */
export interface ServerListing extends Reading {
  /** default: the cloud's limit. Nova lists servers of a down cell only without it and without filters. */
  pageSize?: number;
  name?: string;
  status?: string;
  onPage?: (servers: Server[]) => void;
  /** called where the budget cut the list */
  onPartial?: () => void;
}

const MAX_LINKS = 100;

/** Source: https://docs.openstack.org/api-ref/compute/#list-servers-detailed */
const serversBody = z.object({
  servers: capped(serverRecord, SERVER_LIST_LIMITS.maxItems + 1),
  servers_links: z.optional(capped(z.object({ rel: z.string(), href: z.string() }), MAX_LINKS)),
});
const serverBody = z.object({ server: serverRecord });

/**
 * Newest first, within the budget (default: SERVER_LIST_LIMITS). Throws TOKEN_INVALID, FORBIDDEN (an unscoped token),
 * what `request` throws.
 */
export async function listServers(
  client: Client,
  nova: NovaConnection,
  listing: ServerListing = {},
  { budget = createBudget(SERVER_LIST_LIMITS), ...options }: CallOptions = {},
): Promise<Server[]> {
  const found = new Map<string, Server>();
  try {
    const isWhole = await readWithMicroversion(nova, listing, (headers) => {
      found.clear();
      return readPages(client, nova, headers, listing, found, { ...options, budget });
    });
    if (!isWhole) listing.onPartial?.();
  } catch (error) {
    if (found.size === 0 || !isCut(error, budget)) throw error;
    listing.onPartial?.();
  }
  return [...found.values()];
}

/** False: the budget cut the list. */
async function readPages(
  client: Client,
  nova: NovaConnection,
  headers: Record<string, string>,
  listing: ServerListing,
  found: Map<string, Server>,
  options: CallOptions & { budget: Budget },
): Promise<boolean> {
  let markers: string[] = [''];
  for (;;) {
    const { body, url } = await firstPage(client, nova, headers, listing, markers, options);
    const fresh = body.servers.map(readServer).filter(({ id }) => !found.has(id));
    const taken = fresh.slice(0, options.budget.takeItems(fresh.length));
    for (const server of taken) found.set(server.id, server);
    if (taken.length > 0) listing.onPage?.(taken);
    if (taken.length < fresh.length) return false;
    const marker = nextMarker(body.servers_links, url);
    // Another page would repeat this one.
    if (marker === undefined || fresh.length === 0) return true;
    markers = [marker, ...idsBeforeLast(found)];
  }
}

function idsBeforeLast(found: Map<string, Server>): string[] {
  return [...found.keys()].slice(-3, -1).reverse();
}

/** Nova refuses a deleted server as a marker: the one before it is used. */
async function firstPage(
  client: Client,
  nova: NovaConnection,
  headers: Record<string, string>,
  listing: ServerListing,
  markers: string[],
  options: CallOptions,
) {
  for (const [index, marker] of markers.entries()) {
    const url = `${nova.endpoint}/servers/detail${queryOf(listing, marker)}`;
    try {
      const { body } = await request(
        client,
        { service: 'compute', method: 'GET', url, headers, schema: serversBody },
        options,
      );
      return { body, url };
    } catch (error) {
      const isRefused = error instanceof OpenStackError && /^marker .* not found/i.test(error.facts.detail ?? '');
      if (!isRefused || index === markers.length - 1) throw error;
    }
  }
  throw new Error('no marker to ask with');
}

function queryOf({ pageSize, name, status }: ServerListing, marker: string): string {
  const query = new URLSearchParams();
  if (pageSize !== undefined) query.set('limit', String(pageSize));
  if (name) query.set('name', asPattern(name));
  if (status) query.set('status', status);
  if (marker) query.set('marker', marker);
  return query.size > 0 ? `?${query}` : '';
}

/** MySQL: Nova escapes `|`. Source: nova/db/main/api.py `_regex_instance_filter`, `_safe_regex_mysql` */
function asPattern(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}]/g, '\\$&').replaceAll('|', '[|]');
}

const MAX_MARKER_LENGTH = 255;

/** Only the marker is used: the link's host may be internal, and would get the token. */
function nextMarker(links: z.infer<typeof serversBody>['servers_links'], url: string): string | undefined {
  const href = links?.find(({ rel }) => rel === 'next')?.href;
  const marker = href && URL.canParse(href, url) ? new URL(href, url).searchParams.get('marker') : null;
  return marker === null || marker.length > MAX_MARKER_LENGTH ? undefined : marker || undefined;
}

/**
 * Throws SERVER_NOT_FOUND, TOKEN_INVALID, what `request` throws. Source:
 * https://docs.openstack.org/api-ref/compute/#show-server-details
 */
export async function showServer(
  client: Client,
  nova: NovaConnection,
  id: string,
  reading: Reading & CallOptions = {},
): Promise<Server> {
  const url = serverUrl(nova, id);
  return readWithMicroversion(nova, reading, async (headers) => {
    const { body } = await request(
      client,
      { service: 'compute', method: 'GET', url, headers, schema: serverBody, fault: serverFault },
      reading,
    );
    return readServer(body.server);
  });
}

/** Throws TOKEN_INVALID (also for access rules), FORBIDDEN, what `request` throws. */
export async function probeServers(
  client: Client,
  { endpoint, token }: NovaConnection,
  options: CallOptions = {},
): Promise<void> {
  const url = `${endpoint}/servers/detail?limit=1`;
  await request(client, { service: 'compute', method: 'GET', url, headers: { 'X-Auth-Token': token } }, options);
}
