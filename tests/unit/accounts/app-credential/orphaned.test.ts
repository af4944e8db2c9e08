import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { replacePassword as replacePasswordOn } from '@/tests/unit/accounts/stored';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoJournalEntry, demoProfile } from '@/tests/unit/support/profile';
import { newWorker, workerWith } from '@/tests/unit/support/worker';
import { dismissOrphanedCredential, issuedFor, listOrphanedCredentials } from '@/utils/accounts/app-credential/delete';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import { dismissPrivateNotice } from '@/utils/background/notices';
import { findCloud } from '@/utils/storage/clouds';
import { notice } from '@/utils/storage/notice';

const cloud = fakeCloud({ password: PASSWORD, acceptAccessRules: true });

const profile = () => demoProfile(cloud.authUrl);
const namesOnCloud = () =>
  cloud.contents.applicationCredentials
    .map(({ name }) => name)
    .filter((name) => name.startsWith('novnc-for-openstack ') || name.startsWith('remaining '));
const replacePassword = async () => (await replacePasswordOn(cloud)).name;
const saveWithPassword = () => workerWith(profile());
const credentialUser = (user = 'demo') => ({ cloudId: 'cloud-1', authUrl: cloud.authUrl, userId: cloud.user(user).id });
const failDeleting = () =>
  cloud.fail({ service: 'keystone', path: 'application_credentials', method: 'GET', status: 503, times: null });
const listedNames = async () => {
  const stored = await findCloud('cloud-1');
  return stored === null ? [] : issuedFor(stored, await appCredentialJournal.all()).map(({ name }) => name);
};

beforeEach(async () => {
  await saveWithPassword();
});

/** @returns names of one that was replaced and could not be deleted, and of the one in use. */
async function replacedOnce(): Promise<[string, string]> {
  const first = await replacePassword();
  failDeleting();
  await saveWithPassword();
  const second = await replacePassword();
  cloud.heal();
  return [first, second];
}

describe('the application credentials created here for a cloud', () => {
  it('are listed with it, the one in use first, and deleted with one password of their user', async () => {
    const [first, second] = await replacedOnce();
    expect(await listedNames()).toEqual([second, first]);
    const { accounts } = newWorker();
    expect(await accounts.deleteCredentials({ ...credentialUser(), password: PASSWORD })).toEqual({
      remainingNames: [],
      problem: null,
    });
    expect(namesOnCloud()).toEqual([]);
    await accounts.remove('cloud-1', [first, second]);
    expect(await listOrphanedCredentials()).toEqual([]);
    expect(await appCredentialJournal.all()).toEqual([]);
  });

  it('that could not be deleted are named, with the reason; the others are deleted', async () => {
    const [first, second] = await replacedOnce();
    const path = `name=${encodeURIComponent(first)}`;
    cloud.fail({ service: 'keystone', method: 'GET', path, status: 503, times: null });
    const reply = await newWorker().accounts.deleteCredentials({ ...credentialUser(), password: PASSWORD });
    expect(reply).toMatchObject({ remainingNames: [first], problem: { code: 'UNAVAILABLE' } });
    expect(namesOnCloud()).toEqual([first]);
    expect(second).not.toBe(first);
    // It is still noted: a second try finds it.
    cloud.heal();
    await newWorker().accounts.deleteCredentials({ ...credentialUser(), password: PASSWORD });
    expect(namesOnCloud()).toEqual([]);
  });

  it('can be deleted where none is in use', async () => {
    const first = await replacePassword();
    failDeleting();
    await saveWithPassword();
    cloud.heal();
    expect((await findCloud('cloud-1'))?.signIn.method).toBe('password');
    expect(await listedNames()).toEqual([first]);
    await newWorker().accounts.deleteCredentials({ ...credentialUser(), password: PASSWORD });
    expect(namesOnCloud()).toEqual([]);
    expect(await listedNames()).toEqual([]);
  });

  it('send the password of their user only to where they were created', async () => {
    await appCredentialJournal.put(
      demoJournalEntry(profile(), 'remaining elsewhere', { authUrl: 'https://old.example.org/v3', userId: 'u' }),
    );
    await replacePassword();
    const askedHosts: string[] = [];
    const worker = newWorker(async (input, init) => {
      askedHosts.push(new URL(String(input)).host);
      return fetch(input, init);
    });
    await worker.accounts.deleteCredentials({ ...credentialUser(), password: PASSWORD });
    expect(new Set(askedHosts)).toEqual(new Set([new URL(cloud.authUrl).host]));
    const evil = { ...credentialUser(), authUrl: 'https://evil.example.org/v3', password: 'p' };
    const unknown = worker.accounts.deleteCredentials(evil);
    await expect(unknown).rejects.toMatchObject({ code: 'CREDENTIAL_MISSING' });
    expect(askedHosts).not.toContain('evil.example.org');
    expect(await listedNames()).toContain('remaining elsewhere');
  });
});

describe('a journal entry of another user, or of another address', () => {
  it.each([
    ['user', () => ({ userId: cloud.user('totp').id, userName: 'totp' })],
    ['user of the same name', () => ({ userId: 'another-domains-demo' })],
    ['address', () => ({ userId: cloud.user('demo').id, authUrl: 'https://old.example.org/v3' })],
  ])('stays although this cloud finds no such credential: another %s', async (_, overrides) => {
    await appCredentialJournal.put(
      demoJournalEntry(profile(), 'remaining', { projectId: cloud.project('demo').id, ...overrides() }),
    );
    await newWorker().accounts.finishChanges();
    await replacePassword();
    expect((await appCredentialJournal.all()).map(({ name }) => name)).toEqual(['remaining']);
  });
});

describe('a cloud that is removed', () => {
  it('keeps the journal entries that the user has not dismissed, and deletes the others', async () => {
    const [first, second] = await replacedOnce();
    await newWorker().accounts.remove('cloud-1', [second]);
    await newWorker().accounts.finishChanges();
    const [orphaned] = await listOrphanedCredentials();
    expect(orphaned).toMatchObject({ name: first, userName: 'demo', cloudName: 'Demo', authUrl: cloud.authUrl });
    expect(await listOrphanedCredentials()).toHaveLength(1);
    await newWorker().accounts.deleteCredentials({ ...credentialUser(), password: PASSWORD });
    expect(namesOnCloud()).toEqual([second]);
    expect(await listOrphanedCredentials()).toEqual([]);
  });

  it('lists orphaned credentials until the user dismisses them, and none of a stored cloud', async () => {
    await appCredentialJournal.put(demoJournalEntry(profile(), 'remaining here'));
    await appCredentialJournal.put(demoJournalEntry({ ...profile(), id: 'gone' }, 'remaining there'));
    expect((await listOrphanedCredentials()).map(({ name }) => name)).toEqual(['remaining there']);
    await dismissOrphanedCredential('remaining here');
    await dismissOrphanedCredential('remaining there');
    expect(await listOrphanedCredentials()).toEqual([]);
    expect((await appCredentialJournal.all()).map(({ name }) => name)).toEqual(['remaining here']);
  });
});

describe('a cloud that another browser removes', () => {
  async function removeElsewhere(): Promise<void> {
    const { sync } = newWorker();
    await sync.setEnabled(true);
    const key = 'cloud:cloud-1';
    const item = (await fakeBrowser.storage.sync.get(key))[key] as Record<string, unknown>;
    await fakeBrowser.storage.sync.set({ [key]: { ...item, removed: [Date.now() + 60_000, 'ffffffff'], fields: {} } });
    await sync.reconcile();
    expect(await findCloud('cloud-1')).toBeNull();
  }

  it('leaves this browser’s application credential on the cloud: the next popup and the settings show it', async () => {
    const name = await replacePassword();
    const badge = vi.spyOn(fakeBrowser.action, 'setBadgeText');
    await removeElsewhere();
    expect(namesOnCloud()).toEqual([name]);
    expect(await notice.get()).toMatchObject({
      problem: { code: 'APP_CREDENTIAL_ORPHANED', facts: { credential: name, userName: 'demo', cloudName: 'Demo' } },
      pendingAction: null,
    });
    expect(badge).toHaveBeenCalledWith({ text: '!' });
    expect((await listOrphanedCredentials()).map((one) => one.name)).toEqual([name]);
    // Opening a console in a private window dismisses other notices only.
    await dismissPrivateNotice();
    expect(await notice.get()).not.toBeNull();
  });

  it('does not replace a notice with a pending action', async () => {
    await replacePassword();
    const waiting = { problem: { code: 'VAULT_LOCKED', facts: {} }, pendingAction: { kind: 'reopen' }, at: 1 } as const;
    await notice.set(waiting);
    await removeElsewhere();
    expect(await notice.get()).toEqual(waiting);
    expect(await listOrphanedCredentials()).toHaveLength(1);
  });

  it('shows nothing where no application credential was created here', async () => {
    await removeElsewhere();
    expect(await notice.get()).toBeNull();
    expect(await listOrphanedCredentials()).toEqual([]);
  });

  it('has its application credential again when it is restored, and none is orphaned', async () => {
    const name = await replacePassword();
    await removeElsewhere();
    await newWorker().sync.resolveRemoval('cloud-1', 'restore');
    expect(await listOrphanedCredentials()).toEqual([]);
    expect(await listedNames()).toEqual([name]);
  });
});
