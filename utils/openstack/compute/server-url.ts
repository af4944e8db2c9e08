import { OpenStackError } from '@/utils/openstack/errors';
import type { ComputeAccess } from './access';

/**
 * The URL of one server. Throws SERVER_NOT_FOUND for an id that would lead a URL elsewhere (empty, `.` or `..`), since
 * ids may come from a page.
 */
export function serverUrl(access: ComputeAccess, id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new OpenStackError('SERVER_NOT_FOUND', { service: 'compute' });
  return `${access.endpoint}/servers/${encodeURIComponent(id)}`;
}
