import { browser } from '@/utils/browser';
import type { Snapshot } from '@/utils/messaging/page-api';
import { localStorageItem } from '@/utils/storage/local-storage-item';

/** More than the popup shows at once. */
const MAX_CACHED_SERVERS = 20;
const MAX_CACHED_PROJECTS = 200;

/** `total` counts all servers; the snapshot has the first ones only. */
export interface FirstPaint {
  snapshot: Snapshot;
  total: number;
}

interface StoredPaint extends FirstPaint {
  /** views differ between releases */
  release: string;
}

const release = () => browser.runtime.getManifest().version;

const item = localStorageItem('page:first-paint', {
  version: 1,
  isValid: (value): value is StoredPaint =>
    value instanceof Object && 'release' in value && value.release === release(),
  fallback: null,
});

/** What the popup showed last. */
export const firstPaintCache = {
  /** null at first, after an update, or without storage */
  get: (): FirstPaint | null => item.get(),

  put(snapshot: Snapshot): void {
    const { servers, projects, lastPlace } = snapshot;
    const chosen = projects.findIndex(({ id }) => id === lastPlace?.projectId);
    const firstProjects = projects.filter((_, index) => index < MAX_CACHED_PROJECTS || index === chosen);
    const firstServers = servers && { ...servers, servers: servers.servers.slice(0, MAX_CACHED_SERVERS) };
    item.set({
      release: release(),
      snapshot: { ...snapshot, projects: firstProjects, servers: firstServers, notice: null },
      total: servers?.servers.length ?? 0,
    });
  },

  remove: (): void => item.remove(),
};
