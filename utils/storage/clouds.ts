import { createMutex } from '@/utils/async';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import { storedList } from './stored-list';

const clouds = storedList('local:clouds', { version: 1, entry: cloudProfile, id: 'id' });

/** @returns the stored profiles in the order in which they were added; one that cannot be read is left out. */
export const listClouds: () => Promise<CloudProfile[]> = clouds.get;

/** @returns null where the cloud was removed. */
export async function findCloud(cloudId: string): Promise<CloudProfile | null> {
  return (await listClouds()).find((profile) => profile.id === cloudId) ?? null;
}

/** @returns the ids of all stored clouds, of those too that cannot be read: what belongs to them must stay. */
export const cloudIds: () => Promise<string[]> = clouds.ids;

/** Adds the profile, or replaces the one with its id. */
export const putCloud = (profile: CloudProfile): Promise<void> => clouds.put(profile);

/** Adds or replaces several: all are stored, or none. */
export const putClouds = (profiles: readonly CloudProfile[]): Promise<void> => clouds.put(...profiles);

/** Changes a stored profile; does nothing where the cloud was removed. */
export const changeCloud = (cloudId: string, change: (profile: CloudProfile) => CloudProfile): Promise<void> =>
  clouds.change(cloudId, change);

/** Removes the profile; does nothing where there is none. */
export const deleteCloud = (cloudId: string): Promise<void> => clouds.remove(cloudId);

/**
 * Held by whatever changes stored clouds together with what belongs to them, or reads a profile together with its
 * credential. No request is sent while it is held.
 */
export const cloudsLock = createMutex();
