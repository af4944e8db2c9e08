import { expect } from 'vitest';
import { demoJournalEntry, demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import { unfinishedClouds } from '@/utils/accounts/unfinished';
import { createPendingActions } from '@/utils/background/pending-actions';
import { cloudProfile } from '@/utils/clouds/profile';
import { tabOfRequest } from '@/utils/consoles/console-tabs';
import { listOffers, storeEnableProblem } from '@/utils/dashboards/offers';
import { addDashboard, isDisabled, listDashboards } from '@/utils/dashboards/store';
import { OpenStackError } from '@/utils/openstack/errors';
import { toProblem } from '@/utils/problems/app-error';
import { receiptStore } from '@/utils/sessions/passcode';
import { createRefusalStore } from '@/utils/sessions/refusals';
import { createRevocations } from '@/utils/sessions/revocations';
import { tokenStore } from '@/utils/sessions/token-store';
import { activity } from '@/utils/storage/activity';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { capabilities, consoleTypes } from '@/utils/storage/cloud-capabilities';
import { cloudIds, listClouds } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';
import { notice } from '@/utils/storage/notice';
import type { StoredName } from '@/utils/storage/table';
import { readArea, writeArea } from '@/utils/sync/area';
import { profileFromSynced, syncedFieldsOf } from '@/utils/sync/fields';
import type { SyncRecord } from '@/utils/sync/record';
import { addLocalEdits, mergeRemote, requiredChanges, withoutOldRemovals } from '@/utils/sync/replica';
import { syncStore } from '@/utils/sync/store';
import { createKeyring } from '@/utils/vault/keyring';
import { passphraseAttempts } from '@/utils/vault/passphrase-attempts';
import { sessionStore } from '@/utils/vault/session-store';

const AUTH = 'https://keystone.example.org/v3';
const catalog = [{ type: 'compute', endpoints: [{ interface: 'public', region: 'r', url: 'https://nova/v2.1' }] }];
const project = { id: 'p', name: 'demo', domain: { id: 'default', name: 'Default' } };
const token = {
  token: 't',
  expiresAt: 1_800_000_000_000,
  lifetime: 3_600_000,
  requestedByExtension: true,
  userName: 'demo',
};

const PLACE = { cloudId: 'c', projectId: 'p', region: 'r' };

const RECORD: SyncRecord = {
  v: 1,
  fields: Object.fromEntries(
    Object.entries(syncedFieldsOf(demoProfile(AUTH)) ?? {}).map(([name, value]) => [name, [value, 1, '0123abcd']]),
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

interface Sample {
  /** of the record, where the table has one for each cloud or place */
  id?: string;
  /** what is stored, without its version */
  sample: unknown;
  /** reads it, and writes it too where a reader does */
  read(): Promise<unknown>;
}

/** Everything of the table but what pages and the vault store, which have tests of their own. */
export const SAMPLES: Record<Exclude<StoredName, `vault:${string}` | `files:${string}` | `page:${string}`>, Sample> = {
  'local:clouds': {
    sample: [demoProfile(AUTH, { regions: ['a', 'b'], computeUrl: 'https://nova.example.org' })],
    read: async () => {
      for (const profile of await listClouds()) expect(cloudProfile.parse(profile)).toEqual(profile);
      for (const id of await cloudIds()) expect(id).toBeTypeOf('string');
    },
  },
  'local:dashboards': {
    sample: [
      { root: 'https://horizon.example.org/', kind: 'horizon', isBeforePike: true, compute: ['https://nova/*'] },
    ],
    read: listDashboards,
  },
  'local:disabled-dashboards': {
    sample: ['https://horizon.example.org/', 'https://other.example.org/'],
    read: async () => {
      expect([true, false]).toContain(await isDisabled('https://horizon.example.org/'));
      await addDashboard({ root: 'https://horizon.example.org/', kind: 'horizon' });
    },
  },
  'session:tokens': {
    id: 'c',
    sample: { default: { ...token, project, catalog }, p: { ...token, project: null, catalog: [] } },
    read: async () => [await tokenStore.get('c', null), await tokenStore.all('c')],
  },
  'session:credentials': {
    id: 'c',
    sample: { kind: 'password', password: 'p' },
    read: () => sessionStore.get('c'),
  },
  'session:console-tabs': {
    sample: [{ tabId: 1, target: 'c p r s', page: 'https://nova.example.org/vnc.html', requestId: 'r' }],
    read: () => tabOfRequest('another'),
  },
  'local:unfinished-clouds': {
    sample: [{ id: 'c', by: 'added' }],
    read: async () => {
      await unfinishedClouds.add({ id: 'another', by: 'removed' });
      for (const { id } of await unfinishedClouds.all()) expect(id).toBeTypeOf('string');
      await newWorker().accounts.finishChanges();
    },
  },
  'local:app-credential-journal': {
    sample: [demoJournalEntry(demoProfile(AUTH), 'n', { signIn: { method: 'application_credential', id: 'i' } })],
    read: async () => {
      await appCredentialJournal.put(demoJournalEntry(demoProfile(AUTH), 'another'));
      for (const { cloudId } of await appCredentialJournal.all()) expect(cloudId).toBeTypeOf('string');
      await appCredentialJournal.remove('another');
    },
  },
  'session:receipts': {
    id: 'cloud-1',
    sample: { id: 'r', authUrl: AUTH, user: WHO, expiresAt: 1_800_000_000_000 },
    read: async () => {
      expect([null, expect.any(String)]).toContainEqual(await receiptStore.get(demoProfile(AUTH), 1_700_000_000_000));
    },
  },
  'session:refusals': {
    sample: {
      key: 'a'.repeat(64),
      refused: [{ ...{ secret: 's', owner: 'o', isById: false }, code: 'INVALID_CREDENTIALS', facts: {}, tries: 1 }],
      saved: ['c'],
    },
    read: async () => {
      const refusals = createRefusalStore();
      const sent = { origin: AUTH, kind: 'password', owner: '{"id":"u"}', value: 'secret' };
      expect(await refusals.find(sent)).toBeNull();
      expect(typeof (await refusals.takeCheck('c'))).toBe('boolean');
      await refusals.record(sent, new OpenStackError('INVALID_CREDENTIALS', { status: 401 }), 'c');
      expect(await createRefusalStore().find(sent)).toMatchObject({ code: 'INVALID_CREDENTIALS', tries: 1 });
      await refusals.clear(sent);
    },
  },
  'session:revocations': {
    sample: [{ cloudId: 'c', authUrl: AUTH, token: 't', hasAccessRules: true, held: true }],
    read: async () => {
      const fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
      const revocations = createRevocations({ fetch });
      expect(['revoked', 'pending']).toContain(await revocations.revoke());
      await revocations.revokeOnce('c');
    },
  },
  'local:passphrase-attempts': {
    sample: { wrong: 3, at: 1_700_000_000_000 },
    read: async () => {
      const at = await passphraseAttempts.retryAt(1_700_000_000_000);
      // Whatever stands there, nobody is locked out for longer than the longest wait.
      expect((at ?? 0) - 1_700_000_000_000).toBeLessThanOrEqual(300_000);
      await passphraseAttempts.begin(1_700_000_000_000);
    },
  },
  'local:auto-lock-minutes': { sample: 15, read: keyring },
  'session:vault-last-used': { sample: 1_700_000_000_000, read: keyring },
  'session:vault-key': { sample: btoa('k'.repeat(32)), read: keyring },
  'session:cloud-capabilities': {
    sample: { 'https://nova/v2.1': { legacy: true, slow: true, maxMicroversion: '2.93' } },
    read: () => capabilities.get('https://nova/v2.1'),
  },
  'local:sync': {
    sample: {
      ...{ on: true, problem: 'full', unsynced: ['c'], newerCount: 0 },
      replica: {
        browserId: 'browser-1',
        entries: { c: { cloudId: 'c', record: RECORD } },
        removed: [{ profile: demoProfile(AUTH), at: 1 }],
      },
    },
    read: async () => {
      const { replica } = await syncStore.get();
      const later = mergeRemote(addLocalEdits(replica, [demoProfile(AUTH)], {}, 1_700_000_000_000), { c: RECORD });
      expect(Array.isArray(requiredChanges(later, new Set(['c'])))).toBe(true);
      withoutOldRemovals(later, later, 1_700_000_000_000);
    },
  },
  'sync:cloud': {
    id: 'c',
    sample: RECORD,
    read: async () => {
      const { remote, newerCount: newer } = await readArea();
      expect(Object.keys(remote).length + newer).toBeLessThanOrEqual(1);
      const empty = { browserId: '0123abcd', entries: {}, removed: [] };
      for (const change of requiredChanges(mergeRemote(empty, remote), new Set()))
        if (change.kind === 'put') cloudProfile.parse(profileFromSynced(change.fields, change.cloudId, null));
    },
  },
  'local:last-place': {
    sample: { cloudId: 'c', places: { c: PLACE, d: { cloudId: 'd', projectId: null, region: null } } },
    read: async () => {
      for (const cloudId of [(await lastPlace.last())?.cloudId ?? null, (await lastPlace.on('c')).cloudId])
        expect([null, expect.any(String)]).toContainEqual(cloudId);
      await lastPlace.put(PLACE);
      await lastPlace.removeFor('d');
      expect(await lastPlace.last()).toEqual(PLACE);
    },
  },
  'local:last-console': {
    sample: { from: 'cloud', ...PLACE, serverId: 's', serverName: 'web-01', blocked: false },
    read: async () => {
      const last = await lastConsole.get();
      if (last !== null) expect(last.serverId).toBeTypeOf('string');
      await lastConsole.updateFrom({ ...PLACE, regions: ['r'], servers: [], fetchedAt: 1_700_000_000_000 });
      await lastConsole.removeFor('c');
    },
  },
  'local:activity': {
    sample: [{ at: 1_700_000_000_000, via: 'cloud', cloudOrHost: 'North', serverName: null, outcome: 'opened' }],
    read: async () => {
      for (const { at } of await activity.list()) expect(new Date(at).toISOString()).toBeTypeOf('string');
      await activity.add({ via: 'redirect', cloudOrHost: 'h', serverName: 'web-01', outcome: 'result-unknown' });
      expect((await activity.list())[0]).toMatchObject({ cloudOrHost: 'h' });
    },
  },
  'session:console-types': { sample: [['s', 'novnc']], read: () => consoleTypes.get('s') },
  'session:pending-action': {
    sample: {
      ...{ pendingAction: { kind: 'reopen' }, origins: ['https://nova.example.org/*'], when: 'access' },
      ...{ requestId: 'r', at: Date.now(), tries: 0 },
    },
    read: async () => {
      const pending = createPendingActions({
        problemOf: toProblem,
        performAction: async () => undefined,
        notify: async () => undefined,
        hasAccess: async () => true,
      });
      expect(await pending.performIfGranted()).toBeNull();
      await pending.resume();
    },
  },
  'session:dashboard-problems': {
    sample: { 'https://horizon.example.org/': { code: 'DASHBOARD_NOT_FOUND', facts: {} } },
    read: async () => {
      await listOffers(() => false);
      await storeEnableProblem('https://other.example.org/', { code: 'INTERNAL', facts: {} });
    },
  },
  'session:notice': {
    sample: { problem: { code: 'NETWORK', facts: {} }, pendingAction: { kind: 'reopen' }, at: 1 },
    read: async () => expect([null, expect.any(Object)]).toContainEqual((await notice.get())?.problem ?? null),
  },
  'session:lock-change': { sample: 'a random word', read: () => newWorker().vaultLock.lock() },
  'session:sync-writes': {
    sample: [1_700_000_000_000],
    read: () => writeArea({ remote: {}, newerCount: 0, items: {} }, { c: RECORD }, [], 1_700_000_000_000),
  },
  'cache:projects': {
    id: 'c',
    sample: [{ id: 'p', name: 'demo', domainId: 'd' }],
    read: () => cloudCache.projects('c'),
  },
  'cache:servers': {
    id: 'c p r',
    sample: {
      ...{ ...PLACE, regions: ['r'], fetchedAt: 1 },
      servers: [{ id: 's', name: 'web-01', status: 'ACTIVE', taskState: null, addresses: [], flavor: null }],
    },
    read: () => cloudCache.servers(PLACE),
  },
  'cache:hosts': {
    id: 'c',
    sample: { compute: ['https://nova.example.org/*'], console: [] },
    read: async () => {
      await cloudCache.putHosts('c', { console: ['https://console.example.org/*'] });
      expect((await cloudCache.hosts('c')).console).toHaveLength(1);
    },
  },
};
