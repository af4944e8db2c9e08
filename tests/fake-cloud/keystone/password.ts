import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Answer, type Call, isRecord } from '@/tests/fake-cloud/http/messages';
import { keystoneError, missing, unauthorized } from './errors';

/** Characters that a new password needs: Keystone's `[security_compliance] password_regex`. */
const SHORTEST = 4;

/**
 * `POST /v3/users/{user}/password`: needs no token, accepts an expired password, revokes all tokens of the user.
 * Source: keystone/api/users.py `UserChangePasswordResource`, keystone/identity/core.py `change_password`.
 */
export function changePassword({ world, tokens }: CloudContext, call: Call, userId: string): Answer {
  const given = isRecord(call.body) && isRecord(call.body.user) ? call.body.user : undefined;
  if (!given) throw missing(call, 'user', 'request body');
  const user = world.users.find(({ id }) => id === userId);
  if (!user?.enabled || given.original_password !== user.password) throw unauthorized(call);
  const { password } = given;
  if (typeof password !== 'string') throw missing(call, 'password', 'user');
  if (password.length < SHORTEST)
    throw keystoneError(call, 400, `The password does not match the requirements: at least ${SHORTEST} characters.`);
  if (password === user.password) {
    const message = 'The new password cannot be identical to a previous password.';
    throw keystoneError(call, 400, `${message} The total number which includes the new password must be unique is 1.`);
  }
  user.password = password;
  user.passwordExpiresAt = null;
  tokens.revokeUser(userId);
  return { status: 204 };
}
