import type { CallOptions, Client } from '@/utils/openstack/client';
import { type FaultReader, faultByStatus } from '@/utils/openstack/faults';
import { request } from '@/utils/openstack/http';

/** A 400 names the broken rule. Source: keystone/exception.py `PasswordValidationError` and below */
const passwordFault: FaultReader = (answer) => {
  if (answer.status === 401) return { code: 'INVALID_CREDENTIALS' };
  if (answer.status === 400 || (answer.status === 403 && /password/i.test(answer.message))) {
    return { code: 'PASSWORD_UNACCEPTABLE' };
  }
  return faultByStatus(answer);
};

/**
 * Also for an expired password; needs no token. Keystone revokes all tokens of the user. Throws INVALID_CREDENTIALS,
 * PASSWORD_UNACCEPTABLE (with `detail`), what `request` throws. Source:
 * https://docs.openstack.org/api-ref/identity/v3/#change-password-for-user; keystone/api/users.py
 * `UserChangePasswordResource`
 */
export async function changeUserPassword(
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
