import { listClouds } from '@/utils/storage/clouds';
import type { Sessions } from './sessions';
import { tokenStore } from './token-store';

type Deps = Pick<Sessions, 'endTokens' | 'revokeOnce' | 'removeRefusalFacts'>;

/**
 * Ends tokens of clouds whose credential the passphrase protects or whose profile is unreadable; does not wait
 * for revocation.
 * @throws AppError STORAGE_FAILED where some may still be stored
 */
export async function endProtectedTokens(sessions: Deps): Promise<void> {
  const clouds = await listClouds().catch(() => []);
  const known = new Map(clouds.map((cloud) => [cloud.id, cloud]));
  const withTokens = await tokenStore.ids().catch(() => []);
  const unreadable = withTokens.filter((id) => !known.has(id)).map((id) => ({ id, authUrl: null }));
  const ended = [...clouds.filter(({ remember }) => remember === 'passphrase'), ...unreadable];
  const results = await Promise.allSettled(ended.map(sessions.endTokens));
  await sessions.removeRefusalFacts();
  for (const cloud of ended) void sessions.revokeOnce(cloud).catch(() => undefined);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
