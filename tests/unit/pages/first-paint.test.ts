// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { demoProfile } from '@/tests/unit/support/profile';
import { browser } from '@/utils/browser';
import type { Snapshot } from '@/utils/messaging/page-api';
import type { ServerView } from '@/utils/messaging/views';
import { firstPaintCache } from '@/utils/pages/first-paint';

const IDS = Array.from({ length: 500 }, (_, n) => `id-${n}`);
const server = (id: string): ServerView => ({
  ...{ id, name: id, status: 'ACTIVE', taskState: null, addresses: [], flavor: null, obstacle: null },
});
const place = { cloudId: 'cloud-1', projectId: 'p', region: 'RegionOne' };
const snapshot: Snapshot = {
  clouds: [{ profile: demoProfile('https://keystone.example.org/v3') }],
  lastPlace: place,
  projects: [{ id: 'p', name: 'demo' }],
  servers: { ...place, regions: ['RegionOne'], fetchedAt: 1, servers: IDS.map(server) },
  lastConsole: null,
  notice: { pendingAction: { kind: 'reopen' }, problem: { code: 'NETWORK', facts: {} }, at: 0 },
};

const installed = (version: string) =>
  vi.spyOn(browser.runtime, 'getManifest').mockReturnValue({ manifest_version: 3, name: 'n', version });

beforeEach(() => {
  localStorage.clear();
  installed('1.0');
});

describe('what the popup showed last', () => {
  it('is returned cut to what the first frame can show, without the notice', () => {
    firstPaintCache.put(snapshot);
    const sight = firstPaintCache.get();
    expect(sight?.total).toBe(500);
    expect(sight?.snapshot.servers?.servers.map(({ id }) => id)).toEqual(IDS.slice(0, 20));
    expect(sight?.snapshot).toMatchObject({ lastPlace: place, projects: snapshot.projects, notice: null });
  });

  it('has no more than 200 projects and the chosen one: a cloud may have any number', () => {
    const projects = Array.from({ length: 10_000 }, (_, index) => ({ id: `p-${index}`, name: 'n'.repeat(255) }));
    firstPaintCache.put({ ...snapshot, projects, lastPlace: { ...place, projectId: 'p-9000' } });
    const cached = firstPaintCache.get()?.snapshot.projects ?? [];
    expect(cached).toHaveLength(201);
    expect(cached.at(-1)?.id).toBe('p-9000');
  });

  it('is nothing at first, and nothing once removed', () => {
    expect(firstPaintCache.get()).toBeNull();
    firstPaintCache.put(snapshot);
    firstPaintCache.remove();
    expect(firstPaintCache.get()).toBeNull();
  });

  it('is not taken from another version of the extension, nor from what is no JSON', () => {
    firstPaintCache.put(snapshot);
    installed('99.0');
    installed('1.0');
    expect(firstPaintCache.get()).not.toBeNull();
    localStorage.setItem('first-paint', '{');
    expect(firstPaintCache.get()).toBeNull();
  });

  it('does no harm where the browser stores nothing', () => {
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    expect(() => firstPaintCache.put(snapshot)).not.toThrow();
    expect(() => firstPaintCache.remove()).not.toThrow();
    expect(firstPaintCache.get()).toBeNull();
    vi.unstubAllGlobals();
  });
});
