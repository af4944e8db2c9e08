import { clear, createStore } from 'idb-keyval';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { speak } from '@/tests/unit/setup/i18n';
import { stubAlarmsAndIdle, stubBrowser } from '@/tests/unit/support/browser-stubs';
import { filesIn } from '@/tests/unit/support/file-system';
import { demoProfile, passwordOf } from '@/tests/unit/support/profile';
import { stubScripting } from '@/tests/unit/support/scripting-stub';
import { newWorker, type Worker } from '@/tests/unit/support/worker';
import { fetchWithHostAccess } from '@/utils/clouds/host-access';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Credential } from '@/utils/sign-in/methods';

/** The two clouds of a run. */
export const clouds = {} as { north: FakeCloud; south: FakeCloud };

export async function startClouds(): Promise<void> {
  for (const name of ['north', 'south'] as const)
    clouds[name] = await startFakeCloud({ password: SECRETS[name].password, acceptAccessRules: true });
}

export async function closeClouds(): Promise<void> {
  await Promise.all(Object.values(clouds).map((cloud) => cloud.close()));
}

/** The cloud that has a service at this address. */
export function cloudAt({ origin }: URL): FakeCloud | undefined {
  return Object.values(clouds).find((cloud) => originsOf(cloud).includes(origin));
}

export function originsOf(cloud: FakeCloud): string[] {
  const { authUrl, novaUrl, novaTwoUrl, horizonUrl } = cloud;
  return [authUrl, novaUrl, novaTwoUrl, horizonUrl].map((url) => new URL(url).origin);
}

const password = (text: string) => ({ kind: 'password', password: text }) as const satisfies Credential;
/** Each secret is another, so that it can be searched for. */
export const SECRETS = {
  north: password('north-horse-of-demo'),
  reader: password('north-horse-of-reader'),
  south: password('south-horse-of-demo'),
  southReader: password('south-horse-of-reader'),
  next: password('next-horse-of-demo'),
  wrong: password('wrong-horse-of-demo'),
};
export const PASSPHRASES = { first: 'first correct battery staple', next: 'next correct battery staple' };

/** The clouds that nothing happens to: their secrets must survive. */
const bystanders = (): { profile: CloudProfile; credential: Credential }[] => [
  {
    profile: demoProfile(clouds.north.authUrl, { id: 'by-session', name: 'One', signIn: passwordOf('reader', 'demo') }),
    credential: SECRETS.reader,
  },
  {
    profile: demoProfile(clouds.south.authUrl, { id: 'by-device', name: 'Two', remember: 'device' }),
    credential: SECRETS.south,
  },
  {
    profile: demoProfile(clouds.south.authUrl, {
      ...{ id: 'by-passphrase', name: 'Three', remember: 'passphrase', signIn: passwordOf('reader', 'demo') },
    }),
    credential: SECRETS.southReader,
  },
];

/** The cloud that the use cases are about. */
export const subject = (overrides: Partial<CloudProfile> = {}) => demoProfile(clouds.north.authUrl, overrides);

/** What is in the vault before the use case, by the cloud's id. */
export const given = new Map<string, { profile: CloudProfile; credential: Credential }>();

export function setUpBrowser(): void {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  speak('en');
  stubBrowser({ granted: (origin) => origin.startsWith('http://127.0.0.1/') });
  stubScripting();
  stubAlarmsAndIdle();
}

let databases: ReturnType<typeof createStore>[] | undefined;

/** The browser and the clouds as they are before each cell. */
export async function resetCloudsAndBrowser(): Promise<void> {
  setUpBrowser();
  databases ??= ['vault', 'cache'].map((name) => createStore(name, 'records'));
  for (const database of databases) await clear(database);
  filesIn('salts').clear();
  given.clear();
  const { north, south } = clouds;
  for (const cloud of [north, south]) {
    cloud.reset();
    // An earlier cell may have ended all tokens of this second.
    cloud.forgetTokens();
  }
  north.user('demo').password = SECRETS.north.password;
  north.user('reader').password = SECRETS.reader.password;
  south.user('demo').password = SECRETS.south.password;
  south.user('reader').password = SECRETS.southReader.password;
}

/** A worker for what happens before a cell. */
export const preparing = (): Worker => newWorker(fetchWithHostAccess);

/** Stores a cloud, without a request. */
export async function store(profile: CloudProfile, credential: Credential): Promise<void> {
  await preparing().routes.pages.saveCloud({ profile, credential, verify: false });
  given.set(profile.id, { profile, credential });
}

/** Stores the clouds of the others; with a passphrase where one is set. */
export async function storeBystanders(): Promise<void> {
  for (const { profile, credential } of bystanders())
    if (profile.remember !== 'passphrase' || (await preparing().routes.pages.vaultState({})).exists)
      await store(profile, credential);
}
