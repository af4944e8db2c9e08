import { OpenStackError } from '@/utils/openstack/errors';

export interface ComputeAccess {
  /** without a trailing slash */
  endpoint: string;
  /** scoped to the servers' project */
  token: string;
  /** older than 2.6 */
  legacy?: boolean;
  /** the newest, where known */
  maxMicroversion?: string;
}

/** Throws SERVER_NOT_FOUND for an id that would change the path: ids may come from a page. */
export function serverUrl(access: ComputeAccess, id: string): string {
  if (/^\.{0,2}$/.test(id) || !id.isWellFormed()) throw new OpenStackError('SERVER_NOT_FOUND', { service: 'compute' });
  return `${access.endpoint}/servers/${encodeURIComponent(id)}`;
}
