/** Nova 12.0.0 (Liberty). */
export const CONSOLE_MICROVERSION = '2.6';

/** Source: https://docs.openstack.org/nova/latest/reference/api-microversion-history.html */
export function isOlder(a: string, b: string): boolean {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA === majorB ? minorA < minorB : majorA < majorB;
}

/**
 * Null is 2.1. The first header is for 14.0.0 (Newton) and later. Source:
 * https://docs.openstack.org/api-guide/compute/microversions.html
 */
export function microversionHeaders(microversion: string | null): Record<string, string> {
  if (microversion === null) return {};
  return { 'OpenStack-API-Version': `compute ${microversion}`, 'X-OpenStack-Nova-API-Version': microversion };
}
