import { OpenStackError } from '@/utils/openstack/errors';

/** Nova's endpoint, what it can do, and a token for it. Holds a secret. */
export interface NovaConnection {
  /** without a trailing slash */
  endpoint: string;
  token: string;
  /** older than 2.6 */
  legacy?: boolean;
  maxMicroversion?: string;
}

/** Throws SERVER_NOT_FOUND for an id that would change the path: ids may come from a page. */
export function serverUrl(nova: NovaConnection, id: string): string {
  if (/^\.{0,2}$/.test(id) || !id.isWellFormed()) throw new OpenStackError('SERVER_NOT_FOUND', { service: 'compute' });
  return `${nova.endpoint}/servers/${encodeURIComponent(id)}`;
}

/** Nova 12.0.0 (Liberty). */
export const CONSOLE_MICROVERSION = '2.6';

/** Source: https://docs.openstack.org/nova/latest/reference/api-microversion-history.html */
export function isOlder(a: string, b: string): boolean {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA === majorB ? minorA < minorB : majorA < majorB;
}

/**
 * Null stands for 2.1. The first header is for Newton and later. Source:
 * https://docs.openstack.org/api-guide/compute/microversions.html
 */
export function microversionHeaders(microversion: string | null): Record<string, string> {
  if (microversion === null) return {};
  return { 'OpenStack-API-Version': `compute ${microversion}`, 'X-OpenStack-Nova-API-Version': microversion };
}
