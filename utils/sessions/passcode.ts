import * as z from 'zod/mini';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Client } from '@/utils/openstack/client';
import type { Receipt } from '@/utils/openstack/errors';
import { type Identity, issueToken } from '@/utils/openstack/identity/tokens';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import type { Credential } from '@/utils/sign-in/methods';
import { storedFamily } from '@/utils/storage/stored-item';
import type { ReadDashboardToken } from './dashboard-token';
import { type Login, signIn } from './sign-in';
import { stateOfIssuedToken, type TokenState } from './token-store';

type PasswordSignIn = Extract<CloudProfile['signIn'], { method: 'password' }>;

/**
 * Signs in without a passcode where that is enough; else stores the receipt.
 * @throws AppError PASSCODE_NEEDED; as `signIn`
 */
export async function signInOrAsk(
  client: Client,
  profile: Login,
  credential: Credential,
  project: string | null,
  now: () => number,
  readDashboardToken: ReadDashboardToken,
): Promise<TokenState> {
  const { id } = profile;
  if (profile.signIn.method === 'password' && profile.signIn.passcode)
    throw new AppError('PASSCODE_NEEDED', { cloudId: id });
  try {
    return await signIn(client, profile, credential, project, now, readDashboardToken);
  } catch (error) {
    const { receipt, facts } = isOpenStackError(error, 'MFA_REQUIRED') ? error : {};
    // Other factors cannot be typed here.
    const needsOnlyPasscode =
      profile.signIn.method === 'password' && facts?.methods?.length === 1 && facts.methods[0] === 'totp';
    if (receipt === undefined || !needsOnlyPasscode) throw error;
    await receiptStore.put(profile, receipt, now());
    throw new AppError('PASSCODE_NEEDED', { cloudId: id }, error);
  }
}

/**
 * Signs in with a passcode and a stored receipt, else the password. A wrong passcode leaves the receipt valid.
 * @param credentialOf called only without a receipt
 * @returns an unscoped token
 * @throws AppError PASSCODE_WRONG, CREDENTIAL_MISSING; as `issueToken`
 */
export async function signInWithPasscode(
  client: Client,
  profile: Login,
  credentialOf: () => Promise<Credential | null>,
  passcode: string,
  now: () => number,
): Promise<TokenState> {
  const { id, authUrl } = profile;
  if (profile.signIn.method !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId: id });
  const receipt = await receiptStore.get(profile, now());
  const identity = await identityOf(profile, profile.signIn, receipt === null ? credentialOf : null, passcode);
  try {
    const sent = { identity, scope: 'unscoped', nocatalog: true } as const;
    const issued = await issueToken(client, authUrl, receipt === null ? sent : { ...sent, receipt });
    await receiptStore.clear(id);
    return stateOfIssuedToken(issued, now());
  } catch (error) {
    if (receipt !== null && isOpenStackError(error, 'RECEIPT_GONE')) {
      // The passcode was not used up.
      await receiptStore.clear(id);
      return signInWithPasscode(client, profile, credentialOf, passcode, now);
    }
    if (!isOpenStackError(error, 'INVALID_CREDENTIALS')) throw error;
    throw new AppError('PASSCODE_WRONG', { ...error.facts, cloudId: id }, error);
  }
}

async function identityOf(
  { id }: Login,
  { user }: PasswordSignIn,
  credentialOf: (() => Promise<Credential | null>) | null,
  passcode: string,
): Promise<Identity> {
  if (credentialOf === null) return { method: 'totp', user, passcode };
  const credential = await credentialOf();
  if (credential?.kind !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId: id });
  return { method: 'password+totp', user, password: credential.password, passcode };
}

const receipt = z.object({
  id: z.string(),
  authUrl: z.string(),
  /** user reference as JSON */
  user: z.string(),
  /** ms since the epoch */
  expiresAt: z.number(),
});
const items = storedFamily('session:receipts', { version: 1, schema: receipt, fallback: null });
/** Subtracted from a receipt's lifetime, so that it does not expire on its way to Keystone. */
const SLACK_MS = 5_000;

/**
 * Receipts of sign-ins that lack the passcode: with one the password is not sent again. Source:
 * https://docs.openstack.org/keystone/latest/admin/auth-totp.html, admin/multi-factor-authentication.html
 */
export const receiptStore = {
  /** @returns null: no valid receipt of this user */
  async get(profile: Login, now: number): Promise<string | null> {
    const stored = await items.of(profile.id).get();
    if (stored === null) return null;
    const { id, authUrl, user, expiresAt } = stored;
    return authUrl === profile.authUrl && user === userOf(profile) && now < expiresAt ? id : null;
  },

  put(profile: Login, { id, lifetime }: Receipt, now: number): Promise<void> {
    const expiresAt = now + lifetime - SLACK_MS;
    return items.of(profile.id).set({ id, authUrl: profile.authUrl, user: userOf(profile), expiresAt });
  },

  clear: (cloudId: string): Promise<void> => items.of(cloudId).remove(),
};

function userOf({ signIn }: Pick<Login, 'signIn'>): string {
  return 'user' in signIn ? JSON.stringify(signIn.user) : '';
}
