import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { beforeStorageCalls, type StorageCall } from '@/tests/unit/support/storage-calls';
import { newWorker, type Worker } from '@/tests/unit/support/worker';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile, Remember } from '@/utils/clouds/profile';
import type { Credential } from '@/utils/sign-in/methods';
import { findCloud, putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });
const NEW = { kind: 'password', password: 'battery-staple' } as const;
const REMEMBERED = ['session', 'device', 'passphrase'] as const;
const profileOf = (id: string, remember: Remember, more: Partial<CloudProfile> = {}) =>
  demoProfile(cloud.authUrl, { id, name: id, remember, ...more });
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
    run: ({ accounts }) => accounts.recover(),
    ...{ after: profileOf('mine', before), secret: CREDENTIAL },
  }),
};

const CALLS: StorageCall[] = (['local', 'session', 'database'] as const).flatMap((area) => [
  { area, kind: 'read' },
  { area, kind: 'write' },
]);

async function startAgain(remember: Remember): Promise<void> {
  await fakeBrowser.storage.local.clear();
  await fakeBrowser.storage.session.clear();
  const worker = newWorker();
  await worker.vaultLock.reset();
  for (const id of ['mine', 'new', ...OTHERS().map((other) => other.id)]) await worker.vault.remove(id);
  await worker.vaultLock.setPassphrase('a long passphrase');
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

async function assertNothingLost(at: string, result: unknown, before: Remember, useCase: UseCase): Promise<void> {
  for (const other of OTHERS())
    expect(await stateOf(other.id), `${at}: ${other.id}`).toBe(canonicalJson([other, CREDENTIAL]));
  const unchanged = canonicalJson([profileOf('mine', before), CREDENTIAL]);
  const changed = canonicalJson([useCase.after, useCase.secret]);
  const found = await stateOf('mine');
  if (result === 'done') return expect(found, at).toBe(changed);
  expect(result, at).toMatchObject({ code: 'STORAGE_FAILED' });
  // A removal that failed may be repeated.
  if (useCase.after !== null) expect([unchanged, changed], at).toContain(found);
}

it.each(Object.keys(USE_CASES).flatMap((name) => REMEMBERED.map((remember) => [name, remember] as const)))(
  'storage that fails at any call loses no secret: %s, from %s',
  async (name, remember) => {
    stubAlarmsAndIdle();
    const useCase = USE_CASES[name]?.(remember) ?? expect.fail(name);
    for (const call of CALLS)
      for (const isLasting of [false, true])
        for (let n = 1, failed = true; failed; n += 1) {
          await startAgain(remember);
          const restore = failAt(call, n, isLasting);
          const result = await useCase.run(newWorker()).then(
            () => 'done',
            (error: unknown) => error,
          );
          failed = restore();
          const at = `${call.area} ${call.kind} ${n}${isLasting ? ' and later' : ''}`;
          await assertNothingLost(at, result, remember, useCase);
          await newWorker().accounts.recover();
          await assertNothingLost(`${at}, next worker`, result, remember, useCase);
        }
  },
  60_000,
);
