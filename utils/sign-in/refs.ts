import * as z from 'zod/mini';
import type { DomainRef, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';

export const domainRef: z.ZodMiniType<DomainRef> = z.union([
  z.object({ id: z.string() }),
  z.object({ name: z.string() }),
]);

const ref = z.union([z.object({ id: z.string() }), z.object({ name: z.string(), domain: domainRef })]);

export const userRef: z.ZodMiniType<UserRef> = ref;
export const projectRef: z.ZodMiniType<ProjectRef> = ref;

/** Keystone's names have at most 255 characters. */
export const syncedText = z.string().check(z.minLength(1), z.maxLength(255));
const syncedDomain = z.union([z.object({ id: syncedText }), z.object({ name: syncedText })]);
export const syncedRef = z.union([z.object({ id: syncedText }), z.object({ name: syncedText, domain: syncedDomain })]);

/** `demo (Default)`, an id, or empty. */
export function refText(ref: UserRef | ProjectRef | undefined): string {
  if (ref === undefined) return '';
  return 'id' in ref ? ref.id : `${ref.name} (${domainText(ref.domain)})`;
}

/** Its id or name. */
export function domainText(domain: DomainRef): string {
  return 'id' in domain ? domain.id : domain.name;
}
