import type { CloudProfile } from '@/utils/clouds/profile';
import type { Ended, TokenView } from '@/utils/messaging/views';
import { AppError } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import type { TokenState } from '@/utils/sessions/token-store';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { cloudsLock, findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';

/** @throws AppError CLOUD_UNKNOWN. */
export async function knownCloud(cloudId: string): Promise<CloudProfile> {
  const profile = await findCloud(cloudId);
  if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId });
  return profile;
}

/** @returns tokens without their values */
export async function listTokens(sessions: Pick<Sessions, 'list'>, cloudId: string): Promise<TokenView[]> {
  return (await sessions.list(cloudId)).map(({ project, expiresAt, methods, isIssuedHere }) => ({
    project: project === null ? null : { id: project.id, name: project.name },
    expiresAt,
    methods,
    isIssuedHere,
  }));
}

/**
 * Ends all tokens, here and on the cloud. Deletes a credential stored for this run of the browser.
 * @throws AppError CLOUD_UNKNOWN
 */
export async function signOut(
  { sessions, vault }: { sessions: Pick<Sessions, 'endTokens' | 'revoke'>; vault: Pick<Vault, 'remove'> },
  cloudId: string,
): Promise<Ended> {
  const { profile, ended } = await cloudsLock(async () => {
    const profile = await knownCloud(cloudId);
    // Before the tokens end: a concurrent sign-in must not find the credential.
    if (profile.remember === 'session') await vault.remove(cloudId);
    return { profile, ended: await sessions.endTokens(profile) };
  });
  return revokeEnded(sessions, profile, ended);
}

/** Revokes tokens that are no longer stored. @returns whether all of them are revoked, or why not */
export async function revokeEnded(
  sessions: Pick<Sessions, 'revoke'>,
  profile: CloudProfile | null,
  ended: readonly TokenState[],
): Promise<Ended> {
  const result = await sessions.revoke(profile, ended);
  if (result !== 'revoked') return { revoked: false, why: result };
  if (profile !== null && usesDashboardSession(profile)) return { revoked: false, why: 'dashboard-session' };
  return profile?.signIn.method === 'token' ? { revoked: false, why: 'user-token' } : { revoked: true };
}

/** An unreachable cloud is asked again at the next start. */
export function revokeLater(sessions: Pick<Sessions, 'revoke'>, profile: Pick<CloudProfile, 'authUrl'>): void {
  sessions.revoke(profile).catch(() => undefined);
}
