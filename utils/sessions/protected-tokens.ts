import { listClouds } from '@/utils/storage/clouds';
import type { Sessions } from './sessions';
import { tokenStore } from './token-store';

type Deps = Pick<Sessions, 'endTokens' | 'revokeOnce' | 'removeRefusalFacts'>;

/**
 * Ends the tokens of clouds whose credential the passphrase protects, and of those whose profile cannot be read. Does
 * not wait for revocation.
 * @throws AppError STORAGE_FAILED where tokens may still be stored; those of all other clouds are removed
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
