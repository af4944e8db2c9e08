import type { CloudProfile } from '@/utils/clouds/profile';
import type { Reply, Request } from '@/utils/messaging/page-requests';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { changeUserPassword } from '@/utils/openstack/identity/password';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems/app-error';
import type { Credential } from '@/utils/sign-in/methods';
import { storeByUser, storeCheck } from './save';
import {
  type AccountContext,
  checkSignIn,
  type SignInCheck,
  type SignInCheckRequest,
  signInReportOf,
  storedCredentialFor,
} from './sign-in-check';
import { knownCloud } from './sign-out';

/**
 * Changes a password, also an expired one, and stores it. Failures after the change are in the reply.
 * @throws AppError CREDENTIAL_MISSING; OpenStackError INVALID_CREDENTIALS, PASSWORD_UNACCEPTABLE; as
 * `discoverIdentity`
 */
export async function changePassword(
  context: AccountContext,
  request: Request<'changePassword'>,
): Promise<Reply<'changePassword'>> {
  const { sessions, vault } = context;
  const { profile, credential } = await changeOnCloud(context, request);
  try {
    await storeByUser(context, profile, credential);
  } catch (error) {
    // The old password must not be sent again.
    await vault.remove(profile.id);
    const problem = toProblem(new AppError('CREDENTIAL_MISSING', { cloudId: profile.id, noLongerStored: true }, error));
    return { profile, report: null, problem };
  }
  try {
    const check = await checkNewPassword(context, { profile, credential });
    await storeCheck(sessions, check);
    return { profile, report: await signInReportOf(check), problem: null };
  } catch (error) {
    return { profile, report: null, problem: toProblem(error) };
  } finally {
    await sessions.revoke(profile);
  }
}

async function changeOnCloud(
  { client, sessions, vault }: AccountContext,
  { cloudId, userId, password, draft }: Request<'changePassword'>,
): Promise<{ profile: CloudProfile; credential: Credential }> {
  const cloudProfile = draft?.profile ?? (await knownCloud(cloudId));
  // The new password must be storable.
  await vault.assertUnlocked(cloudProfile.remember, 'writing');
  const present = draft?.credential ?? (await storedCredentialFor(vault, cloudProfile));
  if (present?.kind !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId });
  const { authUrl } = await discoverIdentity(client, cloudProfile.authUrl);
  const user = { id: userId, password: present.password, newPassword: password };
  await sessions.sendSecret(cloudProfile, present, () => changeUserPassword(client, authUrl, user));
  return { profile: { ...cloudProfile, authUrl }, credential: { kind: 'password', password } };
}

/**
 * A change of password also ends a token of the same second. Source: openstack/keystone
 * keystone/models/revoke_model.py `RevokeEvent`, `matches`
 */
async function checkNewPassword(context: AccountContext, request: SignInCheckRequest): Promise<SignInCheck> {
  try {
    return await checkSignIn(context, request);
  } catch (error) {
    if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return checkSignIn(context, request);
  }
}
