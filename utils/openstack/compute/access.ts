import { OpenStackError } from '@/utils/openstack/errors';

/** Where a region's Nova is, and the right to use it. */
export interface ComputeAccess {
  /** the catalog's URL, such as `https://nova.example.org/v2.1`, without a trailing slash */
  endpoint: string;
  /** scoped to the project whose servers are meant */
  token: string;
  /** known to be older than microversion 2.6 */
  legacy?: boolean;
  /** the newest microversion it offers, where an earlier answer told */
  maxMicroversion?: string;
}

/**
 * The URL of one server. Throws SERVER_NOT_FOUND for an id that would lead the URL elsewhere (empty, `.` or `..`) or
 * that no URL can carry, since ids may come from a page.
 */
export function serverUrl(access: ComputeAccess, id: string): string {
  if (/^\.{0,2}$/.test(id) || !id.isWellFormed()) throw new OpenStackError('SERVER_NOT_FOUND', { service: 'compute' });
  return `${access.endpoint}/servers/${encodeURIComponent(id)}`;
}
