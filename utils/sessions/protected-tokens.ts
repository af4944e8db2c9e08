import { listClouds } from '@/utils/storage/clouds';
import type { Sessions } from './sessions';

/** Ends the tokens of clouds whose credential the passphrase protects. Does not wait for revocation. */
export async function endProtectedTokens(sessions: Pick<Sessions, 'endTokens' | 'revokeOnce'>): Promise<void> {
  const clouds = (await listClouds()).filter(({ remember }) => remember === 'passphrase');
  for (const cloud of clouds) await sessions.endTokens(cloud);
  const byAuthUrl = new Map(clouds.map((cloud) => [cloud.authUrl, cloud]));
  for (const cloud of byAuthUrl.values()) void sessions.revokeOnce(cloud);
}
