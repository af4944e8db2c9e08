import type { CloudProfile } from '@/utils/clouds/profile';
import type { Client } from '@/utils/openstack/client';
import { validateToken } from '@/utils/openstack/identity/tokens';
import { isOpenStackError } from '@/utils/problems/app-error';
import { type TokenState, tokenStore } from './token-store';

const RECHECK_INTERVAL_MS = 60_000;

/** Asks Keystone, at most once a minute, whether a token is valid that Nova refused. */
export async function isStillValid(
  client: Client,
  { id, authUrl }: Pick<CloudProfile, 'id' | 'authUrl'>,
  { token, hasAccessRules }: TokenState,
  now: () => number,
): Promise<boolean> {
  const stored = (await tokenStore.all(id)).find((state) => state.token === token);
  const age = now() - (stored?.refusedAt ?? Number.NEGATIVE_INFINITY);
  if (age >= 0 && age < RECHECK_INTERVAL_MS) return true;
  const valid = await validateToken(client, authUrl, token).then(
    () => true,
    // Without an answer, access rules are taken as Nova's reason.
    (error: unknown) => hasAccessRules && !isOpenStackError(error, 'TOKEN_INVALID'),
  );
  if (valid) await tokenStore.markRefused(id, token, now());
  return valid;
}
