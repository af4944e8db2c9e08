import { browser } from '@/utils/browser';
import type { Snapshot } from '@/utils/messaging/page-api';
import { pageItem } from '@/utils/storage/page-item';

/** More rows than the popup can show at once. */
const MAX_ROWS = 20;

/** What the popup showed last: a snapshot cut to its first rows, and how many servers there were. */
export interface FirstPaint {
  snapshot: Snapshot;
  total: number;
}

interface StoredPaint extends FirstPaint {
  /** of the extension: the shapes of views differ between releases */
  release: string;
}

const release = () => browser.runtime.getManifest().version;

const item = pageItem('page:first-paint', {
  version: 1,
  isValid: (value): value is StoredPaint =>
    value instanceof Object && 'release' in value && value.release === release(),
  fallback: null,
});

/** What the popup showed last, for its first frame. The same facts are in storage and in the cache of the clouds. */
export const firstPaintCache = {
  /** @returns null at first, after an update, and where the browser stores nothing. */
  get: (): FirstPaint | null => item.get(),

  put(snapshot: Snapshot): void {
    const { servers } = snapshot;
    const cut = servers && { ...servers, servers: servers.servers.slice(0, MAX_ROWS) };
    item.set({
      release: release(),
      snapshot: { ...snapshot, servers: cut, notice: null },
      total: servers?.servers.length ?? 0,
    });
  },

  forget: (): void => item.remove(),
};
