import { listClouds } from '@/utils/storage/clouds';
import type { Sessions } from './sessions';

/**
 * Forgets the tokens of all clouds whose credential is behind the passphrase, then starts to revoke them.
 *
 * @returns once no token is stored any more; it does not wait for the clouds.
 */
export async function endProtectedTokens(sessions: Pick<Sessions, 'endTokens' | 'revokeOnce'>): Promise<void> {
  const clouds = (await listClouds()).filter(({ remember }) => remember === 'passphrase');
  for (const cloud of clouds) await sessions.endTokens(cloud);
  for (const authUrl of new Set(clouds.map((cloud) => cloud.authUrl))) void sessions.revokeOnce(authUrl);
}
