import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { like } from '@/tests/unit/support/like';
import { demoProfile } from '@/tests/unit/support/profile';
import { runs } from '@/tests/unit/support/runs';
import { cloudProfile } from '@/utils/clouds/profile';
import { cloudIds, listClouds } from '@/utils/clouds/store';
import { consoleTabs } from '@/utils/consoles/console-tabs';
import { listDashboards } from '@/utils/dashboards/store';
import { consoleTypes } from '@/utils/memory/console-types';
import { endpointMemory } from '@/utils/memory/endpoint-memory';
import { parsePolicy } from '@/utils/policy/parse-policy';
import { tokenStore } from '@/utils/sessions/token-store';
import { parseRecord } from '@/utils/sync/record';
import { sessionKeep } from '@/utils/vault/session-keep';

const AUTH = 'https://keystone.example.org/v3';
const catalog = [{ type: 'compute', endpoints: [{ interface: 'public', region: 'r', url: 'https://nova/v2.1' }] }];
const project = { id: 'p', name: 'demo', domain: { id: 'default', name: 'Default' } };
const token = { token: 't', expiresAt: 1_800_000_000_000, lifetime: 3_600_000, ours: true, userName: 'demo' };

interface Kept {
  area: 'local' | 'session';
  key: string;
  /** one of what is written there */
  sample: unknown;
  read(): Promise<unknown>;
}

/** Each place of the storage that is read back: an older release, a half-written one or another program may have written it. */
const PLACES: Record<string, Kept> = {
  clouds: {
    area: 'local',
    key: 'clouds',
    sample: [demoProfile(AUTH, { regions: ['a', 'b'], computeUrl: 'https://nova.example.org' })],
    read: async () => {
      for (const profile of await listClouds()) expect(cloudProfile.parse(profile)).toEqual(profile);
      for (const id of await cloudIds()) expect(id).toBeTypeOf('string');
    },
  },
  dashboards: {
    area: 'local',
    key: 'dashboards',
    sample: [{ root: 'https://horizon.example.org/', kind: 'horizon', old: true, compute: ['https://nova/*'] }],
    read: listDashboards,
  },
  tokens: {
    area: 'session',
    key: 'tokens:c',
    sample: { home: { ...token, project, catalog }, p: { ...token, project: null, catalog: [] } },
    read: async () => [await tokenStore.get('c', null), await tokenStore.all('c')],
  },
  'a credential': {
    area: 'session',
    key: 'credential:c',
    sample: { kind: 'password', password: 'p' },
    read: () => sessionKeep.get('c'),
  },
  'tabs of consoles': {
    area: 'session',
    key: 'consoleTabs',
    sample: [{ tabId: 1, target: 'c p r s', page: 'https://nova.example.org/vnc.html', requestId: 'r' }],
    read: () => consoleTabs.openedBy('another'),
  },
  'what endpoints can do': {
    area: 'session',
    key: 'endpoints',
    sample: { 'https://nova/v2.1': { legacy: true, slow: true, maxMicroversion: '2.93' } },
    read: () => endpointMemory.get('https://nova/v2.1'),
  },
  'types of consoles': {
    area: 'session',
    key: 'consoleTypes',
    sample: [['s', 'novnc']],
    read: () => consoleTypes.get('s'),
  },
};

describe('whatever the storage holds', () => {
  it.each(Object.keys(PLACES))('%s are read, or taken for missing', async (name) => {
    const { area, key, sample, read } = PLACES[name] ?? expect.fail();
    await fc.assert(
      fc.asyncProperty(like(sample), async (value) => {
        // A list is written as a list: only what stands in it may be anything.
        fc.pre(area !== 'local' || Array.isArray(value));
        await fakeBrowser.storage[area].set({ [key]: value });
        await read();
      }),
      { numRuns: runs(50) },
    );
  });

  it('what another browser has synced is a record, a newer one, or none', () => {
    const sample = { v: 1, removed: [1, 'device-1'], fields: { name: ['North', 1, 'device-1'] } };
    fc.assert(
      fc.property(like(sample), (value) => {
        const record = parseRecord(value);
        if (record !== null && record !== 'newer')
          expect(Object.keys(record)).toEqual(expect.arrayContaining(['fields']));
      }),
      { numRuns: runs(200) },
    );
  });

  it('what an administrator has set up makes clouds that can be used, and says of the rest what is wrong', () => {
    const clouds = [{ id: 'a', name: 'North', authUrl: AUTH, region: 'r', production: true }];
    fc.assert(
      fc.property(like({ clouds, disableSync: true, maxAutoLockMinutes: 5 }), (value) => {
        const { presets, problems } = parsePolicy(value);
        for (const { name, authUrl } of presets) expect([typeof name, typeof authUrl]).toEqual(['string', 'string']);
        expect(Array.isArray(problems)).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });
});
