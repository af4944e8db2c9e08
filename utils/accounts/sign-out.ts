import type { CloudProfile } from '@/utils/clouds/profile';
import type { Request } from '@/utils/messaging/page-requests';
import type { Ended, TokenView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { changePassword } from '@/utils/openstack/identity/password';
import { AppError } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import type { TokenState } from '@/utils/sessions/token-state';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import type { Credential } from '@/utils/sign-in/methods';
import { findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';
import { storedCredentialFor } from './sign-in-check';

interface Deps {
  client: Client;
  sessions: Sessions;
  vault: Vault;
  /** ms since the epoch */
  now: () => number;
}

/** @throws AppError CLOUD_UNKNOWN. */
export async function knownCloud(cloudId: string): Promise<CloudProfile> {
  const profile = await findCloud(cloudId);
  if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId });
  return profile;
}

/** The tokens that a cloud's calls can be made with now, without what makes them tokens. */
export async function listTokens({ sessions }: Deps, cloudId: string): Promise<TokenView[]> {
  return (await sessions.list(cloudId)).map(({ project, expiresAt, methods, ours }) => ({
    project: project === null ? null : { id: project.id, name: project.name },
    expiresAt,
    methods,
    ours,
  }));
}

/**
 * Gives up all tokens of a cloud. The stored credential stays, but for one that was to be kept until the browser closes
 * only: who signs out of that means to leave nothing.
 * @returns what is to be ended on the cloud as well, by {@link revokeEnded}.
 * @throws AppError CLOUD_UNKNOWN.
 */
export async function signOut(
  { sessions, vault }: Pick<Deps, 'sessions' | 'vault'>,
  cloudId: string,
): Promise<{ profile: CloudProfile; given: TokenState[] }> {
  const profile = await knownCloud(cloudId);
  // First: whoever signs in after the tokens are given up finds nothing to do it with.
  if (profile.remember === 'session') await vault.remove(cloudId);
  const given = await sessions.endTokens(profile);
  return { profile, given };
}

/** Revokes what was put up for revoking of a cloud, `given` among it, and tells whether any of it lives on. */
export async function revokeEnded(
  sessions: Pick<Sessions, 'revoke'>,
  profile: Pick<CloudProfile, 'authUrl' | 'signIn'> | null,
  given: readonly TokenState[],
): Promise<Ended> {
  const outcome = await sessions.revoke(profile, given);
  if (outcome !== 'revoked') return { revoked: false, why: outcome };
  if (profile !== null && usesDashboardSession(profile)) return { revoked: false, why: 'dashboard' };
  return profile?.signIn.method === 'token' ? { revoked: false, why: 'foreign' } : { revoked: true };
}

/**
 * Changes a password on the cloud, an expired one as well.
 * @returns the profile, with the address where Keystone answers, and the credential to store at once.
 * @throws AppError CREDENTIAL_MISSING; OpenStackError INVALID_CREDENTIALS, PASSWORD_UNACCEPTABLE, and as
 *   `discoverIdentity`.
 */
export async function renewPassword(
  { client, vault }: Deps,
  { cloudId, userId, password, draft }: Request<'changePassword'>,
): Promise<{ profile: CloudProfile; credential: Credential }> {
  const wanted = draft?.profile ?? (await knownCloud(cloudId));
  // Before anything is changed on the cloud: the new password must not have nowhere to go.
  await vault.ready(wanted.remember, 'writing');
  const present = draft?.credential ?? (await storedCredentialFor(vault, wanted));
  if (present?.kind !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId });
  const { authUrl } = await discoverIdentity(client, wanted.authUrl);
  await changePassword(client, authUrl, { id: userId, password: present.password, newPassword: password });
  return { profile: { ...wanted, authUrl }, credential: { kind: 'password', password } };
}
