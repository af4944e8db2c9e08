import { listClouds } from '@/utils/storage/clouds';
import type { Sessions } from './sessions';
import { tokenStore } from './token-store';

type Deps = Pick<Sessions, 'endTokens' | 'revokeOnce' | 'removeRefusalFacts'>;

/**
 * Ends tokens of clouds whose credential the passphrase protects or whose profile is unreadable; does not wait
 * for revocation.
 * @param protectedIds ids of clouds in the passphrase store: a profile may name another one, by an interrupted change
 * @throws AppError STORAGE_FAILED where some may still be stored
 */
export async function endProtectedTokens(sessions: Deps, protectedIds: () => Promise<string[]>): Promise<void> {
  const clouds = await listClouds().catch(() => []);
  const cloudsById = new Map(clouds.map((cloud) => [cloud.id, cloud]));
  const withTokens = await tokenStore.ids().catch(() => []);
  const unreadable = withTokens.filter((id) => !cloudsById.has(id)).map((id) => ({ id, authUrl: null }));
  const ended: { id: string; authUrl: string | null }[] = [];
  const results: PromiseSettledResult<unknown>[] = [];
  const end = async (some: typeof ended) => {
    ended.push(...some);
    results.push(...(await Promise.allSettled(some.map(sessions.endTokens))));
  };
  await end([...clouds.filter(({ remember }) => remember === 'passphrase'), ...unreadable]);
  // Later: a database that does not answer must not delay the others.
  const inStore = new Set(await protectedIds().catch(() => []));
  await end(clouds.filter(({ id, remember }) => remember !== 'passphrase' && inStore.has(id)));
  await sessions.removeRefusalFacts();
  for (const cloud of ended) void sessions.revokeOnce(cloud).catch(() => undefined);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
