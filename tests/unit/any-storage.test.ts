import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { like } from '@/tests/unit/support/like';
import { demoNote, demoProfile } from '@/tests/unit/support/profile';
import { runs } from '@/tests/unit/support/runs';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import { cloudProfile } from '@/utils/clouds/profile';
import { tabOf } from '@/utils/consoles/console-tabs';
import { addDashboard, isTurnedOff, listDashboards } from '@/utils/dashboards/store';
import { OpenStackError } from '@/utils/openstack/errors';
import { parsePolicy } from '@/utils/policy/parse-policy';
import { AppError } from '@/utils/problems/app-error';
import { receiptStore } from '@/utils/sessions/passcode';
import { refusalStore } from '@/utils/sessions/refusals';
import { createRevocations } from '@/utils/sessions/revocations';
import { tokenStore } from '@/utils/sessions/token-store';
import { activity } from '@/utils/storage/activity';
import { capabilities } from '@/utils/storage/cloud-capabilities';
import { cloudIds, listClouds } from '@/utils/storage/clouds';
import { consoleTypes } from '@/utils/storage/console-types';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';
import { readArea } from '@/utils/sync/area';
import { fieldsOf, profileOf } from '@/utils/sync/fields';
import { parseRecord, type SyncRecord } from '@/utils/sync/record';
import { capture, changesOf, join, withoutOldRemovals } from '@/utils/sync/replica';
import { syncStore } from '@/utils/sync/store';
import { createKeyring } from '@/utils/vault/keyring';
import { passphraseAttempts } from '@/utils/vault/passphrase-attempts';
import { sessionStore } from '@/utils/vault/session-store';

const AUTH = 'https://keystone.example.org/v3';
const catalog = [{ type: 'compute', endpoints: [{ interface: 'public', region: 'r', url: 'https://nova/v2.1' }] }];
const project = { id: 'p', name: 'demo', domain: { id: 'default', name: 'Default' } };
const token = { token: 't', expiresAt: 1_800_000_000_000, lifetime: 3_600_000, ours: true, userName: 'demo' };

const PLACE = { cloudId: 'c', projectId: 'p', region: 'r' };

const RECORD: SyncRecord = {
  v: 1,
  fields: Object.fromEntries(
    Object.entries(fieldsOf(demoProfile(AUTH)) ?? {}).map(([name, value]) => [name, [value, 1, '0123abcd']]),
  ),
};

const WHO = JSON.stringify({ name: 'demo', domain: { name: 'Default' } });

/** A vault that may be open is open with a key that works; it is due at a time, or never. */
async function keyring(): Promise<void> {
  const ring = createKeyring(() => 1_700_000_000_000);
  const key = await ring.key();
  if (key !== null) expect(await ring.isOpen()).toBe(true);
  expect([null, expect.any(Number)]).toContainEqual(await ring.dueAt());
  expect([null, expect.any(Number)]).toContainEqual(await ring.autoLock());
}

interface Kept {
  area: 'local' | 'session' | 'sync';
  key: string;
  /** one of what is written there */
  sample: unknown;
  read(): Promise<unknown>;
}

/**
 * The places of storage that outlive an update, where an older release, one that was cut off or another program may have
 * written anything; and those of the session, which ends with each update, that decide about secrets or requests.
 */
const PLACES: Record<string, Kept> = {
  clouds: {
    area: 'local',
    key: 'clouds',
    sample: { v: 1, value: [demoProfile(AUTH, { regions: ['a', 'b'], computeUrl: 'https://nova.example.org' })] },
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
  'dashboards that were turned off': {
    area: 'local',
    key: 'dashboards-off',
    sample: ['https://horizon.example.org/', 'https://other.example.org/'],
    read: async () => {
      expect([true, false]).toContain(await isTurnedOff('https://horizon.example.org/'));
      await addDashboard({ root: 'https://horizon.example.org/', kind: 'horizon' });
    },
  },
  tokens: {
    area: 'session',
    key: 'tokens:c',
    sample: { v: 1, value: { home: { ...token, project, catalog }, p: { ...token, project: null, catalog: [] } } },
    read: async () => [await tokenStore.get('c', null), await tokenStore.all('c')],
  },
  'a credential': {
    area: 'session',
    key: 'credential:c',
    sample: { kind: 'password', password: 'p' },
    read: () => sessionStore.get('c'),
  },
  'tabs of consoles': {
    area: 'session',
    key: 'consoleTabs',
    sample: [{ tabId: 1, target: 'c p r s', page: 'https://nova.example.org/vnc.html', requestId: 'r' }],
    read: () => tabOf('another'),
  },
  'credentials that are being made': {
    area: 'local',
    key: 'pending-credentials',
    sample: [demoNote(demoProfile(AUTH), 'n', { signIn: { method: 'application_credential', id: 'i' } })],
    read: async () => {
      await appCredentialJournal.put(demoNote(demoProfile(AUTH), 'another'));
      for (const { cloudId } of await appCredentialJournal.all()) expect(cloudId).toBeTypeOf('string');
      await appCredentialJournal.remove('another');
    },
  },
  'a receipt': {
    area: 'session',
    key: 'receipts:cloud-1',
    sample: { v: 1, value: { id: 'r', authUrl: AUTH, user: WHO, expiresAt: 1_800_000_000_000 } },
    read: async () => {
      expect([null, expect.any(String)]).toContainEqual(await receiptStore.get(demoProfile(AUTH), 1_700_000_000_000));
    },
  },
  refusals: {
    area: 'session',
    key: 'refusals:c',
    sample: {
      v: 1,
      value: {
        '*': { code: 'INVALID_CREDENTIALS', facts: { status: 401 } },
        p: { code: 'PROJECT_UNAVAILABLE', facts: {} },
      },
    },
    read: async () => {
      const refusal = await refusalStore.check('c', 'p').catch((error: unknown) => error);
      expect([undefined, expect.any(OpenStackError), expect.any(AppError)]).toContainEqual(refusal);
      await refusalStore.note('c', 'q', new AppError('PROJECT_UNAVAILABLE', {}));
    },
  },
  'tokens to revoke': {
    area: 'session',
    key: 'revocations',
    sample: { v: 1, value: [{ authUrl: AUTH, token: 't', expiresAt: 1_800_000_000_000, limited: true }] },
    read: async () => {
      const fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
      const revocations = createRevocations({ fetch }, () => 1_700_000_000_000);
      expect(['revoked', 'pending']).toContain(await revocations.revoke());
      await revocations.revokeOnce(AUTH);
    },
  },
  'wrong passphrases': {
    area: 'local',
    key: 'passphrase-tries',
    sample: { wrong: 3, at: 1_700_000_000_000 },
    read: async () => {
      const at = await passphraseAttempts.retryAt(1_700_000_000_000);
      // Whatever stands there, nobody is locked out for longer than the longest wait.
      expect((at ?? 0) - 1_700_000_000_000).toBeLessThanOrEqual(300_000);
      await passphraseAttempts.begin(1_700_000_000_000);
    },
  },
  'the time to lock after': { area: 'local', key: 'auto-lock-minutes', sample: 15, read: keyring },
  'when the person was last seen': { area: 'session', key: 'vault-seen', sample: 1_700_000_000_000, read: keyring },
  'the key of an unlocked vault': { area: 'session', key: 'vault-key', sample: btoa('k'.repeat(32)), read: keyring },
  'what endpoints can do': {
    area: 'session',
    key: 'cloud-capabilities',
    sample: { v: 1, value: { 'https://nova/v2.1': { legacy: true, slow: true, maxMicroversion: '2.93' } } },
    read: () => capabilities.get('https://nova/v2.1'),
  },
  'what is known of the synced clouds': {
    area: 'local',
    key: 'sync',
    sample: {
      ...{ on: true, trouble: 'full', left: ['c'], newer: 0 },
      replica: {
        device: 'device-1',
        entries: { c: { cloudId: 'c', record: RECORD } },
        aside: [{ profile: demoProfile(AUTH), at: 1 }],
      },
    },
    read: async () => {
      const { replica } = await syncStore.get();
      const later = join(capture(replica, [demoProfile(AUTH)], {}, 1_700_000_000_000), { c: RECORD });
      expect(Array.isArray(changesOf(later, new Set(['c'])))).toBe(true);
      withoutOldRemovals(later, 1_700_000_000_000);
    },
  },
  'clouds that other browsers have synced': {
    area: 'sync',
    key: 'cloud:c',
    sample: RECORD,
    read: async () => {
      const { remote, newer } = await readArea();
      expect(Object.keys(remote).length + newer).toBeLessThanOrEqual(1);
      const empty = { device: '0123abcd', entries: {}, aside: [] };
      for (const change of changesOf(join(empty, remote), new Set()))
        if (change.kind === 'put') cloudProfile.parse(profileOf(change.fields, change.cloudId, null));
    },
  },
  'the place chosen last': {
    area: 'local',
    key: 'last-place',
    sample: { v: 1, value: { cloudId: 'c', places: { c: PLACE, d: { cloudId: 'd', projectId: null, region: null } } } },
    read: async () => {
      for (const cloudId of [(await lastPlace.last())?.cloudId ?? null, (await lastPlace.on('c')).cloudId])
        expect([null, expect.any(String)]).toContainEqual(cloudId);
      await lastPlace.put(PLACE);
      await lastPlace.forget('d');
      expect(await lastPlace.last()).toEqual(PLACE);
    },
  },
  'the console opened last': {
    area: 'local',
    key: 'last-console',
    sample: { v: 1, value: { from: 'cloud', ...PLACE, serverId: 's', serverName: 'web-01', blocked: false } },
    read: async () => {
      const last = await lastConsole.get();
      if (last !== null) expect(last.serverId).toBeTypeOf('string');
      await lastConsole.note({ ...PLACE, regions: ['r'], servers: [], fetchedAt: 1_700_000_000_000 });
      await lastConsole.forget('c');
    },
  },
  'the list of what was opened': {
    area: 'local',
    key: 'activity',
    sample: {
      v: 1,
      value: [{ at: 1_700_000_000_000, via: 'cloud', where: 'North', serverName: null, outcome: 'opened' }],
    },
    read: async () => {
      for (const { at } of await activity.list()) expect(new Date(at).toISOString()).toBeTypeOf('string');
      await activity.add({ via: 'redirect', where: 'h', serverName: 'web-01', outcome: 'handed-over' });
      expect((await activity.list())[0]).toMatchObject({ where: 'h' });
    },
  },
  'types of consoles': {
    area: 'session',
    key: 'console-types',
    sample: { v: 1, value: [['s', 'novnc']] },
    read: () => consoleTypes.get('s'),
  },
};

describe('whatever the storage holds', () => {
  it('each place that outlives an update is tried here', () => {
    const names = readdirSync('utils', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== 'storage/table.ts')
      .flatMap((file) => [...readFileSync(`utils/${file}`, 'utf8').matchAll(/'local:([\w-]+)'/g)])
      .map(([, name]) => name);
    const tried = Object.values(PLACES).flatMap(({ area, key }) => (area === 'local' ? [key] : []));
    expect(names).not.toEqual([]);
    expect(tried).toEqual(expect.arrayContaining(names));
  });

  it.each(Object.keys(PLACES))('%s are read, or taken for missing', async (name) => {
    const { area, key, sample, read } = PLACES[name] ?? expect.fail();
    await fc.assert(
      fc.asyncProperty(like(sample), async (value) => {
        // A list is written as a list: only what stands in it may be anything.
        fc.pre(area !== 'local' || !Array.isArray(sample) || Array.isArray(value));
        await fakeBrowser.storage[area].set({ [key]: value });
        await read().catch((error: unknown) => expect(error).toMatchObject({ code: 'STORAGE_NEWER' }));
      }),
      { numRuns: runs(50) },
    );
  });

  it('what another browser has synced is a record, a newer one, or none', () => {
    const sample = { v: 1, removed: [1, '0123abcd'], fields: { name: ['North', 1, '0123abcd'] } };
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
