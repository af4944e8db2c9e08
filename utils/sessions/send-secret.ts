import { createMutex } from '@/utils/async';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { AppError } from '@/utils/problems/app-error';
import { type Credential, signInMethod } from '@/utils/sign-in/methods';
import { createRefusalStore, errorOf, type Refusal, type RefusalStore, type SentSecret } from './refusals';

/** Why a secret is sent. `call`: for a token; `check`: the user checks a cloud; `passcode`: the user typed one. */
export type SendReason = 'call' | 'check' | 'passcode';

type Owner = Pick<CloudProfile, 'id' | 'authUrl' | 'signIn'>;

/** The only way to send a secret to a cloud. */
export interface SecretSender {
  /**
   * Sends a credential unless it was refused: then a check may send it once more.
   * @throws the earlier refusal; AppError SECRET_REFUSED_TWICE; as `send`
   */
  send<T>(
    profile: Owner,
    credential: Credential,
    reason: SendReason,
    send: (refused: Refusal | null) => Promise<T>,
  ): Promise<T>;
  /** @throws the refusal as `send` for a call, but no PASSCODE_WRONG */
  assertNotRefused(profile: Owner, credential: Credential): Promise<void>;
  /** As `send`, for a passcode with a receipt. */
  sendPasscode<T>(profile: Owner, passcode: string, send: () => Promise<T>): Promise<T>;
  allowCheck: RefusalStore['allowCheck'];
  removeFacts: RefusalStore['removeFacts'];
}

/** After these a secret is not sent until the browser is started again. */
const MAX_REFUSALS = 2;

/** Keystone says so only after the right password. Source: openstack/keystone keystone/auth/plugins/core.py */
const PROVES_SECRET: readonly string[] = [
  ...['USER_DISABLED', 'PASSWORD_EXPIRED', 'MFA_REQUIRED', 'APPLICATION_CREDENTIAL_MFA'],
  ...['APPLICATION_CREDENTIAL_SCOPED', 'AUTH_METHOD_DISABLED'],
];

/** @param refusals shared by all senders of a worker */
export function createSecretSender(refusals: RefusalStore = createRefusalStore()): SecretSender {
  const locks = new Map<string, ReturnType<typeof createMutex>>();

  /** One at a time per cloud: the next may find its refusal. */
  function withLock<T>({ origin }: SentSecret, job: () => Promise<T>): Promise<T> {
    const lock = locks.get(origin) ?? createMutex();
    locks.set(origin, lock);
    return lock(job);
  }

  function guarded<T>(
    cloudId: string,
    secret: SentSecret,
    reason: SendReason,
    send: (refused: Refusal | null) => Promise<T>,
  ): Promise<T> {
    return withLock(secret, async () => {
      const refused = await refusals.find(secret);
      if (refused !== null) {
        const isCheck = reason === 'check' || (await refusals.takeCheck(cloudId));
        assertAllowed(cloudId, refused, isCheck ? 'check' : reason);
      }
      try {
        const result = await send(refused);
        if (refused !== null) await refusals.clear(secret);
        return result;
      } catch (error) {
        if (error instanceof AppError && error.code === 'PASSCODE_NEEDED') await refusals.clear(secret);
        else await refusals.record(secret, error, cloudId);
        throw error;
      }
    });
  }

  return {
    send(profile, credential, reason, send) {
      if (signInMethod(profile.signIn.method).sendsToken) return send(null);
      return guarded(profile.id, secretOf(profile, credential), reason, send);
    },
    async assertNotRefused(profile, credential) {
      const refused = await refusals.find(secretOf(profile, credential));
      if (refused !== null && refused.code !== 'PASSCODE_WRONG') throw errorOf(refused);
    },
    sendPasscode: (profile, passcode, send) =>
      guarded(profile.id, { ...ownerOf(profile), kind: 'totp', value: passcode }, 'passcode', send),
    allowCheck: refusals.allowCheck,
    removeFacts: refusals.removeFacts,
  };
}

function assertAllowed(cloudId: string, refused: Refusal, reason: SendReason): void {
  const isUnsure = refused.tries < MAX_REFUSALS;
  if (reason === 'call') throw errorOf(refused);
  if (reason === 'passcode') {
    if (refused.code !== 'PASSCODE_WRONG' || !isUnsure) throw errorOf(refused);
    return;
  }
  if (!isUnsure && !PROVES_SECRET.includes(refused.code)) throw new AppError('SECRET_REFUSED_TWICE', { cloudId });
}

function secretOf(profile: Owner, { kind, ...secret }: Credential): SentSecret {
  return { ...ownerOf(profile), kind, value: canonicalJson(secret) };
}

function ownerOf({ authUrl, signIn }: Owner): Pick<SentSecret, 'origin' | 'owner'> {
  // `host.` is the same host.
  const origin = (URL.canParse(authUrl) ? new URL(authUrl).origin : authUrl).replace(/\.(?=:\d+$|$)/, '');
  return { origin, owner: signInMethod(signIn.method).secretOwner(signIn, '') };
}
