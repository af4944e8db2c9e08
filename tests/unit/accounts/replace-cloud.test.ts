import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { workerEndingAtWrite } from '@/tests/unit/support/ending-worker';
import { demoProfile, inDefault, PLACE, passwordOf } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import type { Accounts } from '@/utils/accounts/accounts';
import { issuedFor, listOrphanedCredentials } from '@/utils/accounts/app-credential/delete';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import type { CloudProfile } from '@/utils/clouds/profile';
import { tokenStore } from '@/utils/sessions/token-store';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';
import type { Credential } from '@/utils/sign-in/methods';
import { findCloud, listClouds, putClouds } from '@/utils/storage/clouds';
import { deviceStore } from '@/utils/vault/device-store';
import { sessionStore } from '@/utils/vault/session-store';

const cloud = fakeCloud({ password: PASSWORD, acceptAccessRules: true });
const otherCloud = fakeCloud({ password: PASSWORD, acceptAccessRules: true });
const READER = { kind: 'password', password: 'reader-horse' } as const;
const OTHER = { kind: 'password', password: 'other-horse' } as const;
const NEW = { kind: 'password', password: 'battery-staple' } as const;
/** As the cloud is stored first. What replaces it goes to another store, so that both kinds of store are written to. */
const stored = () => demoProfile(cloud.authUrl, { remember: 'session' });
const saved = (overrides: Partial<CloudProfile> = {}) => ({ ...stored(), remember: 'device' as const, ...overrides });
const reader = () => saved({ signIn: passwordOf('reader') });
const moved = () => saved({ authUrl: otherCloud.authUrl });

/** Whose each password is, and where it may go: `user password` by origin. */
const GIVEN = () => ({
  [new URL(cloud.authUrl).origin]: [
    `demo ${PASSWORD}`,
    `demo ${NEW.password}`,
    `${cloud.user('demo').id} ${PASSWORD}`,
    `reader ${READER.password}`,
  ],
  [new URL(otherCloud.authUrl).origin]: [`demo ${OTHER.password}`],
});

const save = (profile: () => CloudProfile, credential: Credential, verify: boolean) => (accounts: Accounts) =>
  accounts.save({ profile: profile(), credential, verify });

/** Signs the stored cloud in with an application credential that was created for this browser. */
async function useAppCredential(): Promise<void> {
  const [userId, projectId] = [cloud.user('demo').id, cloud.project('demo').id];
  const name = 'novnc-for-openstack Testium 00000000';
  const created = { id: 'issued', name, userId, projectId, secret: 'issued-horse' };
  const grants = { description: null, roles: ['member' as const], expiresAt: null, unrestricted: false };
  cloud.contents.applicationCredentials.push({ ...created, ...grants });
  const issued: IssuedAppCredential = {
    ...{ name, userId, userName: 'demo', projectId, projectName: 'demo' },
    ...{ hasAccessRules: false, expiresAt: null, replaced: { user: inDefault('demo') } },
  };
  await putClouds([{ ...stored(), signIn: { method: 'application_credential', id: created.id, issued } }]);
  const credential = { kind: 'application_credential', secret: created.secret } as const;
  await newWorker().vault.put('cloud-1', 'session', credential, cloud.authUrl);
}

interface UseCase {
  prepare?: () => Promise<void>;
  run: (accounts: Accounts) => Promise<unknown>;
}

const USE_CASES: Record<string, UseCase> = {
  'a cloud is saved for the first time': { run: save(() => saved({ id: 'cloud-2' }), CREDENTIAL, true) },
  'a cloud is saved with another user': { run: save(reader, READER, true) },
  'a cloud is saved with another user, unchecked': { run: save(reader, READER, false) },
  'a cloud is saved at another address': { run: save(moved, OTHER, true) },
  'a cloud is saved with a password in place of its application credential': {
    prepare: useAppCredential,
    run: save(saved, CREDENTIAL, true),
  },
  'clouds are imported, one of them with another user': {
    run: (accounts) =>
      accounts.importClouds({
        clouds: [
          { profile: reader(), credential: READER },
          { profile: { ...moved(), id: 'cloud-2' }, credential: OTHER },
        ],
      }),
  },
  'a cloud is imported without a secret at another address': {
    run: (accounts) => accounts.importClouds({ clouds: [{ profile: moved() }] }),
  },
  'another browser moves a cloud to another address': {
    run: (accounts) => accounts.applyExternalChange('cloud-1', moved),
  },
  'another browser changes the user of a cloud': {
    run: (accounts) => accounts.applyExternalChange('cloud-1', reader),
  },
  'another browser changes the user of a cloud with an application credential': {
    prepare: useAppCredential,
    run: (accounts) => accounts.applyExternalChange('cloud-1', reader),
  },
  'a password is replaced by an application credential': {
    run: (accounts) => accounts.replacePassword({ cloudId: 'cloud-1', projectId: cloud.project('demo').id, days: 30 }),
  },
  'a password is changed': {
    run: (accounts) =>
      accounts.changePassword({ cloudId: 'cloud-1', userId: cloud.user('demo').id, password: NEW.password }),
  },
  'a cloud is removed': { prepare: useAppCredential, run: (accounts) => accounts.remove('cloud-1') },
};

let sent: string[];
/** Notes each sign-in with a password that is sent. */
function onRequest(url: string, init?: RequestInit): void {
  if (init?.method !== 'POST' || !url.endsWith('/auth/tokens')) return;
  const { password } = JSON.parse(String(init.body)).auth.identity;
  if (password === undefined) return;
  const { user } = password;
  sent.push(`${new URL(url).origin} ${user.name ?? user.id} ${user.password}`);
}

async function storedSecrets(): Promise<string[]> {
  return [...(await deviceStore.list()), ...(await sessionStore.list())];
}

const onCloud = () =>
  cloud.contents.applicationCredentials
    .map(({ name }) => name)
    .filter((name) => name.startsWith('novnc-for-openstack '));

async function knownCredentials(): Promise<string[]> {
  const entries = await appCredentialJournal.all();
  const views = (await listClouds()).flatMap((stored) => issuedFor(stored, entries));
  return [...views, ...(await listOrphanedCredentials())].map(({ name }) => name);
}

beforeEach(() => {
  sent = [];
});

/** Valid tokens that the extension does not know of, and so will not revoke. */
async function unknownTokens(unstoredTokens: readonly string[]): Promise<string[]> {
  const knownTokens = [...unstoredTokens];
  for (const id of await tokenStore.ids()) knownTokens.push(...(await tokenStore.all(id)).map(({ token }) => token));
  // Keystone revokes no token with access rules; it ends with its application credential.
  const cannotBeRevoked = ({ applicationCredentialId: id }: { applicationCredentialId?: string }) =>
    cloud.contents.applicationCredentials.some((credential) => credential.id === id && credential.accessRules);
  return [cloud, otherCloud].flatMap(({ validTokens }) =>
    validTokens().flatMap((token) => (knownTokens.includes(token.id) || cannotBeRevoked(token) ? [] : [token.id])),
  );
}

/** What holds after a worker has ended and the next one has started, whatever the first one had written. */
async function assertPromises(at: string, unstoredTokens: readonly string[]): Promise<void> {
  const next = newWorker(async (input, init) => {
    onRequest(String(input), init);
    return fetch(input, init);
  });
  await next.accounts.finishChanges();
  await next.sessions.revoke();
  expect(await unknownTokens(unstoredTokens), `${at}: valid tokens that are not known`).toEqual([]);
  // Whatever is stored is sent now.
  for (const { id } of await listClouds())
    await next.serverLists.servers({ ...PLACE, cloudId: id }).catch(() => undefined);
  const allowed = Object.entries(GIVEN()).flatMap(([origin, users]) => users.map((user) => `${origin} ${user}`));
  for (const signIn of sent) expect(allowed, at).toContain(signIn);
  const cloudIds = (await listClouds()).map(({ id }) => id);
  for (const id of await storedSecrets()) expect(cloudIds, `${at}: a secret without a cloud`).toContain(id);
  const known = await knownCredentials();
  for (const name of onCloud()) expect(known, `${at}: an application credential that is not known`).toContain(name);
}

/** The browser and the clouds as they are before each try. */
async function startAgain(): Promise<void> {
  await fakeBrowser.storage.local.clear();
  await fakeBrowser.storage.session.clear();
  for (const id of await storedSecrets()) await newWorker().vault.remove(id);
  for (const one of [cloud, otherCloud]) one.reset();
  cloud.user('demo').password = PASSWORD;
  cloud.user('reader').password = READER.password;
  otherCloud.user('demo').password = OTHER.password;
  await putClouds([stored()]);
  await newWorker().vault.put('cloud-1', 'session', CREDENTIAL, cloud.authUrl);
}

it.each(Object.keys(USE_CASES))(
  'a worker that ends at any write leaves a safe state: %s',
  async (name) => {
    const { prepare, run } = USE_CASES[name] ?? expect.fail(name);
    for (let n = 1, hasEnded = true; hasEnded; n += 1) {
      await startAgain();
      await prepare?.();
      const worker = workerEndingAtWrite(n, onRequest);
      const result = await run(worker.accounts).then(
        () => 'done',
        (error: unknown) => error,
      );
      hasEnded = worker.end();
      if (!hasEnded) expect(result).toBe('done');
      await assertPromises(`write ${n}`, worker.unstoredTokens);
      expect(n).toBeLessThan(60);
    }
  },
  60_000,
);

it('a write of the new secret that fails leaves profile and secret as they were', async () => {
  await startAgain();
  const { accounts, vault } = newWorker();
  const put = vi.spyOn(vault, 'put').mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
  await expect(save(reader, READER, false)(accounts)).rejects.toThrow('QUOTA');
  expect(put).toHaveBeenCalledTimes(2);
  expect(await findCloud('cloud-1')).toEqual(stored());
  expect(await newWorker().vault.get('cloud-1', 'session', cloud.authUrl)).toEqual(CREDENTIAL);
});

it('a new cloud whose profile cannot be stored leaves no secret', async () => {
  await startAgain();
  vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
  const saving = save(() => saved({ id: 'cloud-2' }), CREDENTIAL, false)(newWorker().accounts);
  await expect(saving).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  expect(await storedSecrets()).toEqual(['cloud-1']);
});
