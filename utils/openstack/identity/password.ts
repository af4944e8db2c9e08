import type { CallOptions, Client } from '@/utils/openstack/client';
import { type FaultReader, faultByStatus } from '@/utils/openstack/faults';
import { request } from '@/utils/openstack/http';

/**
 * What a refusal of a new password means. A rule of the cloud that it breaks is a 400 whose message says which, and may
 * be shown. Source: openstack/keystone keystone/exception.py `PasswordValidationError` and below
 */
const passwordFault: FaultReader = (answer) => {
  if (answer.status === 401) return { code: 'INVALID_CREDENTIALS' };
  if (answer.status === 400 || (answer.status === 403 && /password/i.test(answer.message))) {
    return { code: 'PASSWORD_UNACCEPTABLE' };
  }
  return faultByStatus(answer);
};

/**
 * Changes a user's own password: `POST {authUrl}/users/{id}/password`. Needs no token, and works with a password that
 * has expired. Keystone ends all tokens of the user by it. Sent once, never repeated.
 * Throws INVALID_CREDENTIALS (the present one is wrong), PASSWORD_UNACCEPTABLE (with `detail`), and what `request` throws.
 * Source: https://docs.openstack.org/api-ref/identity/v3/#change-password-for-user;
 * openstack/keystone keystone/api/users.py `UserChangePasswordResource`
 */
export async function changePassword(
  client: Client,
  authUrl: string,
  user: { id: string; password: string; newPassword: string },
  options: CallOptions = {},
): Promise<void> {
  await request(
    client,
    {
      service: 'identity',
      method: 'POST',
      url: `${authUrl}/users/${encodeURIComponent(user.id)}/password`,
      body: { user: { original_password: user.password, password: user.newPassword } },
      fault: passwordFault,
    },
    options,
  );
}
