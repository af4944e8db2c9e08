import { OpenStackError } from '@/utils/openstack/errors';

/** In: UTC; `password_expires_at` lacks the `Z`. Out: ms since the epoch. Throws SCHEMA_MISMATCH. */
export function utcMs(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const ms = Date.parse(text.replace(/(\.\d{3})\d+/, '$1').replace(/(?<![zZ]|[+-]\d\d:?\d\d)$/, 'Z'));
  if (Number.isNaN(ms)) throw new OpenStackError('SCHEMA_MISMATCH', { service: 'identity', detail: 'token: time' });
  return ms;
}

/** In: ms since the epoch. */
export function keystoneTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
