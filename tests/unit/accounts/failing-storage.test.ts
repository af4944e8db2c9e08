import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { workerEndingAtWrite } from '@/tests/unit/support/ending-worker';
import { demoProfile } from '@/tests/unit/support/profile';
import { beforeStorageCalls, type StorageCall } from '@/tests/unit/support/storage-calls';
import { newWorker, type Worker } from '@/tests/unit/support/worker';
import { unfinishedClouds } from '@/utils/accounts/unfinished';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile, Remember } from '@/utils/clouds/profile';
import type { Credential } from '@/utils/sign-in/methods';
import { findCloud, putClouds } from '@/utils/storage/clouds';
import { deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';

const cloud = fakeCloud({ password: PASSWORD });
const NEW = { kind: 'password', password: 'battery-staple' } as const;
const REMEMBERED = ['session', 'device', 'passphrase'] as const;
const profileOf = (id: string, remember: Remember, overrides: Partial<CloudProfile> = {}) =>
  demoProfile(cloud.authUrl, { id, name: id, remember, ...overrides });
/** Clouds that no use case touches, one in each store. */
const OTHERS = () => REMEMBERED.map((remember) => profileOf(`other-${remember}`, remember));
const MOVED = 'https://keystone.elsewhere.example/v3';

interface UseCase {
  run(worker: Worker): Promise<unknown>;
  /** what the cloud `mine` is afterwards; null: gone */
  after: CloudProfile | null;
  secret: Credential | null;
}

const save = (after: CloudProfile, credential?: Credential): UseCase => ({
  run: ({ accounts }) => accounts.save({ profile: after, credential, verify: false }),
  ...{ after, secret: credential ?? CREDENTIAL },
});

const USE_CASES: Record<string, (before: Remember) => UseCase> = {
  'a password is saved': (before) => save(profileOf('mine', before), NEW),
  'a password is saved to session': () => save(profileOf('mine', 'session'), NEW),
  'a password is saved to device': () => save(profileOf('mine', 'device'), NEW),
  'a secret is moved to session': () => save(profileOf('mine', 'session')),
  'a secret is moved to passphrase': () => save(profileOf('mine', 'passphrase')),
  'clouds are imported': (before) => {
    const after = profileOf('mine', before, { name: 'Imported' });
    const clouds = [
      { profile: after, credential: NEW },
      { profile: profileOf('new', 'device'), credential: NEW },
    ];
    return { run: ({ accounts }) => accounts.importClouds({ clouds }), after, secret: NEW };
  },
  'clouds are imported without secrets': (before) => {
    const after = profileOf('mine', before, { authUrl: MOVED });
    return { run: ({ accounts }) => accounts.importClouds({ clouds: [{ profile: after }] }), after, secret: null };
  },
  'a cloud is removed': () => ({ run: ({ accounts }) => accounts.remove('mine'), after: null, secret: null }),
  'a worker starts': (before) => ({
    run: ({ accounts }) => accounts.finishChanges(),
    ...{ after: profileOf('mine', before), secret: CREDENTIAL },
  }),
};

const CALLS: StorageCall[] = (['local', 'session', 'database', 'files'] as const).flatMap((area) => [
  { area, kind: 'read' },
  { area, kind: 'write' },
]);

async function startAgain(remember: Remember): Promise<void> {
  await fakeBrowser.storage.local.clear();
  await fakeBrowser.storage.session.clear();
  await createKeyring().open(new Uint8Array(32));
  const worker = newWorker();
  for (const id of ['mine', 'new', ...OTHERS().map((other) => other.id)]) await worker.vault.remove(id);
  const all = [profileOf('mine', remember), ...OTHERS()];
  await putClouds(all);
  for (const one of all) await worker.vault.put(one.id, one.remember, CREDENTIAL, one.authUrl);
}

/** Lets the `n`-th call of this kind fail, or all from there on. @returns ends that, and whether one failed */
function failAt({ area, kind }: StorageCall, n: number, isLasting: boolean): () => boolean {
  let calls = 0;
  let failed = false;
  const restore = beforeStorageCalls((call) => {
    if (call.area !== area || call.kind !== kind) return;
    calls += 1;
    if (calls !== n && !(isLasting && calls > n)) return;
    failed = true;
    throw new Error('IO error');
  });
  return () => {
    restore();
    return failed;
  };
}

const stateOf = async (id: string) => {
  const profile = await findCloud(id);
  const { vault } = newWorker();
  const secrets = await Promise.all(REMEMBERED.map((remember) => vault.get(id, remember, profile?.authUrl)));
  return canonicalJson([profile, secrets[0]]);
};

interface Cell {
  at: string;
  isLasting: boolean;
  /** `done`, or the error */
  result: unknown;
}

async function assertNothingLost({ at, isLasting, result }: Cell, before: Remember, useCase: UseCase): Promise<void> {
  for (const other of OTHERS())
    expect(await stateOf(other.id), `${at}: ${other.id}`).toBe(canonicalJson([other, CREDENTIAL]));
  const unchanged = canonicalJson([profileOf('mine', before), CREDENTIAL]);
  const changed = canonicalJson([useCase.after, useCase.secret]);
  const found = await stateOf('mine');
  if (result === 'done') return expect(found, at).toBe(changed);
  expect(result, at).toMatchObject({ code: 'STORAGE_FAILED' });
  // A removal that failed may be repeated; what cannot be undone stays undone.
  if (useCase.after !== null && !isLasting) expect([unchanged, changed], at).toContain(found);
}

it.each(Object.keys(USE_CASES).flatMap((name) => REMEMBERED.map((remember) => [name, remember] as const)))(
  'storage that fails at any call loses no secret: %s, from %s',
  async (name, remember) => {
    stubAlarmsAndIdle();
    const useCase = USE_CASES[name]?.(remember) ?? expect.fail(name);
    for (const [call, isLasting] of CALLS.flatMap((call) => [false, true].map((lasting) => [call, lasting] as const)))
      for (let n = 1, failed = true; failed; n += 1) {
        await startAgain(remember);
        const restore = failAt(call, n, isLasting);
        const result = await useCase.run(newWorker()).then(
          () => 'done',
          (error: unknown) => error,
        );
        failed = restore();
        const at = `${call.area} ${call.kind} ${n}${isLasting ? ' and later' : ''}`;
        await assertNothingLost({ at, isLasting, result }, remember, useCase);
        await newWorker().accounts.finishChanges();
        await assertNothingLost({ at: `${at}, next worker`, isLasting, result }, remember, useCase);
      }
  },
  60_000,
);

describe('a list of clouds that was lost', () => {
  const secrets = () =>
    Promise.all(OTHERS().map(({ id, remember, authUrl }) => newWorker().vault.get(id, remember, authUrl)));

  it.each([
    ['is empty', undefined],
    ['is no list', { v: 1, value: 'x' }],
    ['is a list of nothing that can be read', { v: 1, value: [null, { id: 1 }] }],
  ])('erases no secret where it %s', async (_, record) => {
    await startAgain('device');
    await fakeBrowser.storage.local.clear();
    if (record !== undefined) await fakeBrowser.storage.local.set({ clouds: record });
    await newWorker().start();
    expect(await secrets()).toEqual([CREDENTIAL, CREDENTIAL, CREDENTIAL]);
  });

  it('erases no secret where another cloud is added then', async () => {
    await startAgain('device');
    await fakeBrowser.storage.local.clear();
    await newWorker().accounts.save({ profile: profileOf('new', 'device'), credential: NEW, verify: false });
    await newWorker().start();
    expect(await secrets()).toEqual([CREDENTIAL, CREDENTIAL, CREDENTIAL]);
  });

  it('erases no secret of a cloud that a policy or another browser then brings', async () => {
    await startAgain('device');
    const bound = profileOf('mine', 'device');
    await newWorker().vault.put('mine', 'device', CREDENTIAL, bound);
    await fakeBrowser.storage.local.clear();
    const { accounts, vault } = newWorker();
    await accounts.applyExternalChange('mine', () => ({ ...bound, computeUrl: 'https://nova.elsewhere.example/v2.1' }));
    const planted = (await findCloud('mine')) ?? expect.fail();
    expect(await vault.get('mine', 'device', planted)).toBeNull();
    expect(await vault.get('mine', 'device', bound)).toEqual(CREDENTIAL);
  });

  it('erases what was cached of no cloud, and what a change of clouds left', async () => {
    await startAgain('device');
    await fakeBrowser.storage.local.clear();
    const [first, second, third] = OTHERS();
    await unfinishedClouds.add({ id: first?.id ?? '', by: 'added' }, { id: second?.id ?? '', by: 'removed' });
    await unfinishedClouds.add({ id: third?.id ?? '', by: 'changed' });
    await newWorker().start();
    expect(await secrets()).toEqual([null, null, CREDENTIAL]);
    expect(await unfinishedClouds.all()).toEqual([]);
  });
});

it('a move that a stopped worker did not finish leaves the secret in one store only', async () => {
  for (let n = 1, hasEnded = true; hasEnded; n += 1) {
    await startAgain('device');
    const { accounts, end } = workerEndingAtWrite(n, () => undefined);
    await accounts.save({ profile: profileOf('mine', 'passphrase'), verify: false }).catch(() => undefined);
    hasEnded = end();
    await newWorker().accounts.finishChanges();
    const onDevice = await deviceStore.has('mine');
    const behindPassphrase = await createPassphraseStore(createKeyring()).has('mine');
    expect([onDevice, behindPassphrase].filter(Boolean), `write ${n}`).toHaveLength(1);
    if ((await findCloud('mine'))?.remember === 'passphrase') expect(onDevice).toBe(false);
  }
});
