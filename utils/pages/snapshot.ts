import type { Snapshot } from '@/utils/messaging/page-api';
import type { Place, ProjectView, ServersView } from '@/utils/messaging/views';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { listClouds } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';
import { notice } from '@/utils/storage/notice';

/** Reads storage only, so the background need not start. */
export async function readSnapshot(): Promise<Snapshot> {
  const [profiles, last, console, problem] = await Promise.all([
    listClouds(),
    lastPlace.last(),
    lastConsole.get(),
    notice.get(),
  ]);
  const clouds = profiles.map((profile) => ({ profile }));
  const first = profiles[0];
  const known = profiles.some(({ id }) => id === last?.cloudId);
  const place = known ? last : first === undefined ? null : await lastPlace.on(first.id);
  const cached = place === null ? { projects: [], servers: null } : await readPlace(place);
  return { clouds, lastPlace: place, ...cached, lastConsole: console, notice: problem };
}

/** @returns what is cached of a place; without project or region, of the place chosen last on its cloud */
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
