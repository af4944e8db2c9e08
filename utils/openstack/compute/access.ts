import { OpenStackError } from '@/utils/openstack/errors';

/** An endpoint of Nova and a token for it. */
export interface ComputeAccess {
  /** such as `https://nova.example.org/v2.1`, without a trailing slash */
  endpoint: string;
  /** scoped to the servers' project */
  token: string;
  /** known to be older than microversion 2.6 */
  legacy?: boolean;
  /** the newest microversion it offers, where known */
  maxMicroversion?: string;
}

/**
 * Throws SERVER_NOT_FOUND for an id that would change the path (empty, `.`, `..`) or that no URL can hold: ids may come
 * from a page.
 */
export function serverUrl(access: ComputeAccess, id: string): string {
  if (/^\.{0,2}$/.test(id) || !id.isWellFormed()) throw new OpenStackError('SERVER_NOT_FOUND', { service: 'compute' });
  return `${access.endpoint}/servers/${encodeURIComponent(id)}`;
}
