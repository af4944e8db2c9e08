import type { CloudProfile } from '@/utils/clouds/profile';
import type { RevocationOutcome, TokenView } from '@/utils/messaging/views';
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

/** Tokens without their values. */
export async function listTokens(sessions: Pick<Sessions, 'list'>, cloudId: string): Promise<TokenView[]> {
  return (await sessions.list(cloudId)).map(({ project, expiresAt, methods, requestedByExtension }) => ({
    project: project === null ? null : { id: project.id, name: project.name },
    expiresAt,
    methods,
    requestedByExtension,
  }));
}

/**
 * Ends all tokens, here and on the cloud; deletes a credential stored for this run of the browser.
 * @throws AppError CLOUD_UNKNOWN
 */
export async function signOut(
  { sessions, vault }: { sessions: Pick<Sessions, 'endTokens' | 'revoke'>; vault: Pick<Vault, 'remove'> },
  cloudId: string,
): Promise<RevocationOutcome> {
  const { profile, endedTokens } = await cloudsLock(async () => {
    const profile = await knownCloud(cloudId);
    // Before the tokens end: a concurrent sign-in must not find the credential.
    if (profile.remember === 'session') await vault.remove(cloudId, 'session');
    return { profile, endedTokens: await sessions.endTokens(profile) };
  });
  return revokeEnded(sessions, profile, endedTokens);
}

/** Revokes tokens that are no longer stored. */
export async function revokeEnded(
  sessions: Pick<Sessions, 'revoke'>,
  profile: CloudProfile | null,
  endedTokens: readonly TokenState[],
): Promise<RevocationOutcome> {
  const result = await sessions.revoke(profile, endedTokens);
  if (result !== 'revoked') return { revoked: false, reason: result };
  if (profile !== null && usesDashboardSession(profile)) return { revoked: false, reason: 'dashboard-session' };
  return profile?.signIn.method === 'token' ? { revoked: false, reason: 'user-token' } : { revoked: true };
}

/** Does not wait; what fails is tried again at the next start. */
export function revokeQueuedInBackground(sessions: Pick<Sessions, 'revoke'>, profile: Pick<CloudProfile, 'id'>): void {
  sessions.revoke(profile).catch(() => undefined);
}
