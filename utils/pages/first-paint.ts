import { browser } from '@/utils/browser';
import type { Snapshot } from '@/utils/messaging/page-api';

const KEY = 'last-sight';
/** More rows than the popup can show at once. */
const ROWS = 20;

/** What the popup showed last: a snapshot cut to its first rows, and how many servers there were. */
export interface FirstPaint {
  snapshot: Snapshot;
  total: number;
}

interface Kept extends FirstPaint {
  /** of the extension: another one may have other shapes */
  version: string;
}

/**
 * What the popup showed last, for its first frame. In `localStorage` of the extension's origin because that is the one
 * store that can be read without waiting; content scripts and pages cannot reach it. The same facts are in storage and
 * in the inventory, and no secret is among them.
 */
export const firstPaintCache = {
  /** @returns null at first, after an update, and where the browser keeps nothing. */
  get(): FirstPaint | null {
    try {
      const kept: Kept | null = JSON.parse(localStorage.getItem(KEY) ?? 'null');
      return kept?.version === browser.runtime.getManifest().version ? kept : null;
    } catch {
      return null;
    }
  },

  put(snapshot: Snapshot): void {
    const { servers } = snapshot;
    const cut = servers && { ...servers, servers: servers.servers.slice(0, ROWS) };
    const kept: Kept = {
      version: browser.runtime.getManifest().version,
      snapshot: { ...snapshot, servers: cut, notice: null },
      total: servers?.servers.length ?? 0,
    };
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // full or forbidden: the popup then begins as it did at first
    }
  },

  forget(): void {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // forbidden: nothing was kept either
    }
  },
};
