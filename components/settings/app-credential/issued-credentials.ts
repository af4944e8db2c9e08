import { i18n } from '@/utils/i18n';
import type { IssuedAppCredentialView } from '@/utils/messaging/views';

/** The host of an auth URL, with its port. */
export function hostOfUrl(authUrl: string): string {
  return URL.canParse(authUrl) ? new URL(authUrl).host : authUrl;
}

/** An application credential as a person finds it on the cloud. `home`: the cloud's address now; another one is named. */
export function credentialText(
  { name, userName: user, authUrl }: IssuedAppCredentialView,
  home: string | undefined,
): string {
  if (authUrl === home) return i18n.t('settings.remove.credential', { name, user });
  return i18n.t('settings.remove.credentialAt', { name, user, host: hostOfUrl(authUrl) });
}

/** What is still to be deleted by hand, in one sentence; none where there is nothing. */
export function leftSentence(left: readonly IssuedAppCredentialView[], home: string | undefined): string[] {
  if (left.length === 0) return [];
  const credentials = left.map((one) => credentialText(one, home)).join(', ');
  return [i18n.t('settings.remove.left', { credentials })];
}

/** One user of one cloud, and what was made for them: one password deletes it. */
export interface MadeOwner {
  key: string;
  userId: string;
  userName: string;
  authUrl: string;
}

/** Whose these are, each once. */
export function ownersOf(issued: readonly IssuedAppCredentialView[]): MadeOwner[] {
  const owners = new Map<string, MadeOwner>();
  for (const { userId, userName, authUrl } of issued) {
    const key = `${userId} ${authUrl}`;
    owners.set(key, { key, userId, userName, authUrl });
  }
  return [...owners.values()];
}

/** Whether one of these owns the credential. */
export const isOf = (owner: MadeOwner, { userId, authUrl }: IssuedAppCredentialView): boolean =>
  owner.userId === userId && owner.authUrl === authUrl;
