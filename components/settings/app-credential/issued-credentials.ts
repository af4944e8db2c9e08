import { addressLabel } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { IssuedAppCredentialView } from '@/utils/messaging/views';

/** Names an application credential and its user; also its host, where that is not of `cloudAuthUrl`. */
export function credentialText(
  { name, userName: user, authUrl }: IssuedAppCredentialView,
  cloudAuthUrl: string | undefined,
): string {
  if (authUrl === cloudAuthUrl) return i18n.t('settings.remove.credential', { name, user });
  return i18n.t('settings.remove.credentialAt', { name, user, host: addressLabel(authUrl) });
}

/** At most one sentence: the credentials that the user has to delete on the cloud. */
export function orphanedSentence(
  orphaned: readonly IssuedAppCredentialView[],
  cloudAuthUrl: string | undefined,
): string[] {
  if (orphaned.length === 0) return [];
  const credentials = orphaned.map((credential) => credentialText(credential, cloudAuthUrl)).join(', ');
  return [i18n.t('settings.remove.remaining', { credentials })];
}

/** A user of one cloud, whose password deletes the credentials issued for them. */
export interface CredentialOwner {
  key: string;
  userId: string;
  userName: string;
  authUrl: string;
}

/** Each owner once. */
export function ownersOf(issued: readonly IssuedAppCredentialView[]): CredentialOwner[] {
  const owners = new Map<string, CredentialOwner>();
  for (const { userId, userName, authUrl } of issued) {
    const key = `${userId} ${authUrl}`;
    owners.set(key, { key, userId, userName, authUrl });
  }
  return [...owners.values()];
}

/** Whether the owner's password can delete a credential. */
export const isOwnedBy = (owner: CredentialOwner, { userId, authUrl }: IssuedAppCredentialView): boolean =>
  owner.userId === userId && owner.authUrl === authUrl;
