import type { Snapshot } from '@/utils/messaging/page-api';
import type { Place, ProjectView, ServersView } from '@/utils/messaging/views';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { listClouds } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';
import { notice } from '@/utils/storage/notice';
import { withStorageFallback } from '@/utils/storage/optional';

/** Reads storage, without the background. */
export async function readSnapshot(): Promise<Snapshot> {
  const [profiles, storedPlace, storedConsole, storedNotice] = await Promise.all([
    listClouds(),
    lastPlace.last(),
    withStorageFallback(lastConsole.get(), null),
    withStorageFallback(notice.get(), null),
  ]);
  const clouds = profiles.map((profile) => ({ profile }));
  const first = profiles[0];
  const isCloudStored = profiles.some(({ id }) => id === storedPlace?.cloudId);
  const place = isCloudStored ? storedPlace : first === undefined ? null : await lastPlace.on(first.id);
  const cached = place === null ? { projects: [], servers: null } : await readPlace(place);
  return { clouds, lastPlace: place, ...cached, lastConsole: storedConsole, notice: storedNotice };
}

/** What is cached of a place; project and region default to the ones chosen last. */
export async function readPlace(place: Place): Promise<{ projects: ProjectView[]; servers: ServersView | null }> {
  const remembered = await lastPlace.on(place.cloudId);
  const projectId = place.projectId ?? remembered.projectId;
  const region = place.region ?? remembered.region;
  const [projects, servers] = await Promise.all([
    cloudCache.projects(place.cloudId),
    projectId === null || region === null ? null : cloudCache.servers({ cloudId: place.cloudId, projectId, region }),
  ]);
  return { projects, servers };
}
