import * as z from 'zod/mini';
import type { Receipt } from '@/utils/openstack/errors';
import { type Identity, issueToken } from '@/utils/openstack/identity/tokens';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import type { Credential } from '@/utils/sign-in/methods';
import { storedFamily } from '@/utils/storage/stored-item';
import type { SendReason } from './send-secret';
import { type Login, rescope, type SignInContext, scopeOf, signIn } from './sign-in';
import { stateOfIssuedToken, type TokenState } from './token-store';

/**
 * Signs in, or stores the receipt. A refused password is sent again without a project, which may have been wrong.
 * @throws AppError PASSCODE_NEEDED; as `signIn` and `SecretSender.send`
 */
export async function signInOrAsk(
  context: SignInContext,
  profile: Login,
  credential: Credential,
  project: string | null,
  reason: SendReason,
): Promise<TokenState> {
  if (profile.signIn.method === 'password' && profile.signIn.passcode) {
    if (reason === 'call') await context.secrets.assertNotRefused(profile, credential);
    throw new AppError('PASSCODE_NEEDED', { cloudId: profile.id });
  }
  const scope = scopeOf(profile, project);
  const { state, isUnscoped } = await context.secrets.send(profile, credential, reason, async (refused) => {
    const isUnscoped = refused !== null && credential.kind === 'password' && typeof scope === 'object';
    const signingIn = signIn(context, profile, credential, isUnscoped ? 'unscoped' : scope);
    return { state: await askForPasscode(context, profile, signingIn), isUnscoped };
  });
  return isUnscoped ? rescopeTo(context, profile, state, project) : state;
}

/** The password was right: a refusal is about the project. */
async function rescopeTo(
  context: SignInContext,
  profile: Login,
  unscoped: TokenState,
  project: string | null,
): Promise<TokenState> {
  await context.revocations.hold(profile, [unscoped]);
  try {
    return await rescope(context.client, profile, unscoped, project, context.now);
  } catch (error) {
    if (!isOpenStackError(error, 'INVALID_CREDENTIALS')) throw error;
    throw new AppError('PROJECT_UNAVAILABLE', { ...error.facts, cloudId: profile.id }, error);
  } finally {
    await context.revocations.add(profile, [unscoped]);
  }
}

async function askForPasscode(context: SignInContext, profile: Login, signingIn: Promise<TokenState>) {
  try {
    return await signingIn;
  } catch (error) {
    const { receipt, facts } = isOpenStackError(error, 'MFA_REQUIRED') ? error : {};
    const needsOnlyPasscode =
      profile.signIn.method === 'password' && facts?.methods?.length === 1 && facts.methods[0] === 'totp';
    if (receipt === undefined || !needsOnlyPasscode) throw error;
    // Without it, the password is sent again with the passcode.
    await receiptStore.put(profile, receipt, context.now()).catch(() => undefined);
    throw new AppError('PASSCODE_NEEDED', { cloudId: profile.id }, error);
  }
}

/**
 * Gets an unscoped token by passcode and receipt, else password. A wrong passcode leaves the receipt valid.
 * @throws AppError PASSCODE_WRONG, CREDENTIAL_MISSING; as `issueToken` and `SecretSender.send`
 */
export async function signInWithPasscode(
  context: SignInContext,
  profile: Login,
  credentialOf: () => Promise<Credential | null>,
  passcode: string,
  reason: Exclude<SendReason, 'call'>,
): Promise<TokenState> {
  const { id } = profile;
  if (profile.signIn.method !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId: id });
  const { user } = profile.signIn;
  const receipt = await receiptStore.get(profile, context.now());
  if (receipt !== null) {
    try {
      return await context.secrets.sendPasscode(profile, passcode, () =>
        sendFactors(context, profile, { method: 'totp', user, passcode }, receipt),
      );
    } catch (error) {
      if (!isOpenStackError(error, 'RECEIPT_GONE')) throw error;
      // The passcode was not used up.
      await receiptStore.clear(id);
    }
  }
  const credential = await credentialOf();
  if (credential?.kind !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId: id });
  const alone = { ...profile, signIn: { method: 'password', user } as const };
  const result = await context.secrets.send(profile, credential, reason, async (refused) => {
    const { password } = credential;
    if (refused === null) return sendFactors(context, profile, { method: 'password+totp', user, password, passcode });
    // Sent alone, a right password gives a receipt.
    return askForPasscode(context, profile, signIn(context, alone, credential, 'unscoped')).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'PASSCODE_NEEDED') return null;
      throw error;
    });
  });
  return result ?? signInWithPasscode(context, profile, credentialOf, passcode, reason);
}

async function sendFactors(
  { client, now }: SignInContext,
  profile: Login,
  identity: Identity,
  receipt?: string,
): Promise<TokenState> {
  const { id, authUrl } = profile;
  try {
    const sent = { identity, scope: 'unscoped', nocatalog: true } as const;
    const issued = await issueToken(client, authUrl, receipt === undefined ? sent : { ...sent, receipt });
    await receiptStore.clear(id);
    return stateOfIssuedToken(issued, now());
  } catch (error) {
    if (!isOpenStackError(error, 'INVALID_CREDENTIALS')) throw error;
    throw new AppError('PASSCODE_WRONG', { ...error.facts, cloudId: id }, error);
  }
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
/** A receipt must not expire on its way to Keystone. */
const SLACK_MS = 5_000;

/**
 * Receipts of sign-ins without the passcode: with one, no password is sent again. Source:
 * https://docs.openstack.org/keystone/latest/admin/auth-totp.html, admin/multi-factor-authentication.html
 */
export const receiptStore = {
  /** null: no valid receipt of this user */
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
