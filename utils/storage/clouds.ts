import { storage } from 'wxt/utils/storage';
import { createMutex } from '@/utils/async';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';

/** All clouds in the order they were added. Holds no secret, so `storage.local` is the place. */
const clouds = storage.defineItem<unknown[]>('local:clouds', { version: 1, fallback: [] });
const withLock = createMutex();

/** @returns every stored profile that can be read; one that cannot be is left in storage and left out here. */
export async function listClouds(): Promise<CloudProfile[]> {
  const readable: CloudProfile[] = [];
  for (const entry of await clouds.getValue()) {
    const parseOr = cloudProfile.safeParse(entry);
    if (parseOr.success) readable.push(parseOr.data);
  }
  return readable;
}

/** @returns the profile, or null where the cloud was removed. */
export async function findCloud(cloudId: string): Promise<CloudProfile | null> {
  return (await listClouds()).find((profile) => profile.id === cloudId) ?? null;
}

/** @returns the ids of all stored clouds, of unreadable ones too: what belongs to them is not to be thrown away. */
export async function cloudIds(): Promise<string[]> {
  return (await clouds.getValue()).map(idOf).filter((id) => typeof id === 'string');
}

/** Adds the profile, or puts it in the place of the one with its id. */
export function putCloud(profile: CloudProfile): Promise<void> {
  return putClouds([profile]);
}

/** The same for several, in one go: all of them are stored, or none. */
export function putClouds(profiles: readonly CloudProfile[]): Promise<void> {
  return withLock(async () => {
    const entries = [...(await clouds.getValue())];
    for (const profile of profiles) {
      const at = entries.findIndex((entry) => idOf(entry) === profile.id);
      if (at < 0) entries.push(profile);
      else entries[at] = profile;
    }
    await clouds.setValue(entries);
  });
}

/** Changes a stored profile, if it is still there. @param change returns it as it shall be. */
export function changeCloud(cloudId: string, change: (profile: CloudProfile) => CloudProfile): Promise<void> {
  return withLock(async () => {
    const entries = await clouds.getValue();
    const changed = entries.map((entry) => {
      const parseOr = idOf(entry) === cloudId ? cloudProfile.safeParse(entry) : undefined;
      return parseOr?.success ? change(parseOr.data) : entry;
    });
    await clouds.setValue(changed);
  });
}

/** Removes the profile; does nothing where there is none. */
export function removeCloud(cloudId: string): Promise<void> {
  return withLock(async () => {
    await clouds.setValue((await clouds.getValue()).filter((entry) => idOf(entry) !== cloudId));
  });
}

function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
}

/**
 * The turn of whatever changes stored clouds and what belongs to them, and of whoever has to see a profile and its
 * credential as they belong together. Nothing is awaited of a cloud in one.
 */
export const cloudsLock = createMutex();
