import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A UUID from words: the same words give the same id in every run. */
export function stableUuid(...words: string[]): string {
  const hex = createHash('sha256').update(words.join('\u0000')).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Keystone's ids: 32 hex digits without dashes. */
export function stableId(...words: string[]): string {
  return stableUuid(...words).replaceAll('-', '');
}

/** `req-<uuid>`, as in `x-openstack-request-id`. */
export function newRequestId(): string {
  return `req-${randomUUID()}`;
}

/** In the form of a Fernet token: `gAAAAA…`, URL-safe base64. */
export function fernetLike(bytes = 120): string {
  return `gAAAAABr${randomBytes(bytes).toString('base64url')}`;
}

/** 22 characters, as Keystone's audit ids are. */
export function auditId(): string {
  return randomBytes(16).toString('base64url');
}
