import { OpenStackError } from '@/utils/openstack/errors';
import type { ComputeAccess } from './access';

/**
 * The URL of one server. Throws SERVER_NOT_FOUND for an id that would lead the URL elsewhere (empty, `.` or `..`) or
 * that no URL can carry, since ids may come from a page.
 */
export function serverUrl(access: ComputeAccess, id: string): string {
  if (/^\.{0,2}$/.test(id) || !id.isWellFormed()) throw new OpenStackError('SERVER_NOT_FOUND', { service: 'compute' });
  return `${access.endpoint}/servers/${encodeURIComponent(id)}`;
}
