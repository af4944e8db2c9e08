import { createMutex } from '@/utils/async';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import { storedList } from './stored-list';

const clouds = storedList('local:clouds', { version: 1, entry: cloudProfile, id: 'id' });

/** In the order of adding, without unreadable ones. */
export const listClouds: () => Promise<CloudProfile[]> = clouds.get;

/** @returns null: not stored, or unreadable */
export async function findCloud(cloudId: string): Promise<CloudProfile | null> {
  return (await listClouds()).find((profile) => profile.id === cloudId) ?? null;
}

/** Also ids of unreadable clouds: their credentials and caches must not be removed. */
export const cloudIds: () => Promise<string[]> = clouds.ids;

/** Adds or replaces: all are stored, or none. */
export const putClouds = (profiles: readonly CloudProfile[]): Promise<void> => clouds.put(...profiles);

/** Only for fields that do not decide where a secret is sent; others need `replaceCloud`. */
export const changeCloud = (cloudId: string, change: (profile: CloudProfile) => CloudProfile): Promise<void> =>
  clouds.change(cloudId, change);

/** Deletes the profile only; see utils/accounts/remove-cloud.ts for the rest. */
export const deleteCloud = (cloudId: string): Promise<void> => clouds.remove(cloudId);

/**
 * Hold it to change a cloud with its credential, tokens and cache, or to read its profile with its credential. Send no
 * request in it.
 */
export const cloudsLock = createMutex();
