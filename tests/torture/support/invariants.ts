import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { FakeCloud } from '@/tests/fake-cloud';
import { vaultKeys } from '@/tests/unit/support/stored';
import type { Worker } from '@/tests/unit/support/worker';
import { STORED } from '@/utils/storage/table';
import { clouds, given, PASSPHRASES, SECRETS } from './clouds';
import { ledger, misdirected } from './ledger';
import type { FaultState, UseCase } from './model';
import { idle, pass, settle } from './time';

/** What holds after each cell, whatever went wrong. Asked of the next worker. @returns what does not hold */
export async function brokenPromises(useCase: UseCase, cell: FaultState, next: Worker): Promise<string[]> {
  const byItself = repeated(1);
  await settle(next.start());
  await idle();
  const afterStart = repeated(1);
  const stored = await Promise.all([
    publicSecrets(),
    secretsWithoutCloud(next),
    ...(cell.isLie ? [] : [strayTokens(cell), unknownCredentials(next)]),
  ]);
  const kept = await lostSecrets(useCase, next);
  await look(next);
  return [...byItself, ...afterStart, ...stored.flat(), ...kept, ...repeated(2), ...misdirected()];
}

/** A password that was refused may be sent `most` times. */
function repeated(most: number): string[] {
  return [...ledger.refused.values()].some((times) => times > most)
    ? [`a refused password was sent more than ${most === 1 ? 'once' : 'twice'}`]
    : [];
}

/** A person looks at each cloud: whatever is stored is sent now. */
async function look({ routes: { pages } }: Worker): Promise<void> {
  const listed = await settle(pages.listClouds({}));
  if (listed.kind !== 'done') return;
  for (const { profile } of listed.value)
    await settle(pages.listServers({ cloudId: profile.id, projectId: null, region: null }));
  await idle();
}

/** Each token that is valid is stored, or queued for revocation. */
async function strayTokens({ endedAtWrite }: FaultState): Promise<string[]> {
  const session = JSON.stringify(await fakeBrowser.storage.session.get());
  const valid = new Set(Object.values(clouds).flatMap(revocableTokens));
  const strays = ledger.received.filter(
    // Nothing can keep a token whose first record is the write at which the worker ends.
    ({ token, writes }) => valid.has(token) && !session.includes(token) && writes !== endedAtWrite - 1,
  );
  return strays.length > 0 ? ['a valid token is known to nobody'] : [];
}

/** Keystone revokes no token with access rules: keystone/token/provider.py `revoke_token`. */
function revocableTokens({ contents, validTokens }: FakeCloud): string[] {
  const withAccessRules = contents.applicationCredentials.filter(({ accessRules = [] }) => accessRules.length > 0);
  const ids = new Set<string | undefined>(withAccessRules.map(({ id }) => id));
  return validTokens().flatMap((token) => (ids.has(token.applicationCredentialId) ? [] : [token.id]));
}

/** Items that may hold no secret hold none. */
async function publicSecrets(): Promise<string[]> {
  const secrets = [
    ...Object.values(SECRETS).map(({ password }) => password),
    ...Object.values(PASSPHRASES),
    ...Object.values(clouds).flatMap((cloud) => cloud.secrets()),
  ];
  const areas = ['local', 'session', 'sync'] as const;
  const items = await Promise.all(
    areas.map(async (area) =>
      Object.entries(await fakeBrowser.storage[area].get()).map(([key, value]) => ({ name: `${area}:${key}`, value })),
    ),
  );
  return items.flat().flatMap(({ name, value }) => {
    const [area, key = ''] = name.split(':');
    const described = (STORED as Record<string, { secret: boolean } | undefined>)[`${area}:${key}`];
    const text = described?.secret === true ? '' : JSON.stringify(value);
    return secrets.some((secret) => text.includes(secret)) ? [`${area}:${key} holds a secret`] : [];
  });
}

/** Application credentials on the clouds that no list shows. */
async function unknownCredentials({ routes: { pages } }: Worker): Promise<string[]> {
  const made = Object.values(clouds).flatMap(({ contents }) =>
    contents.applicationCredentials.map(({ name }) => name).filter((name) => name.startsWith('novnc-for-openstack ')),
  );
  const views = await pages.listClouds({});
  const knownCredentials = [
    ...views.flatMap(({ issued = [] }) => issued),
    ...(await pages.listOrphanedCredentials({})),
  ];
  const names = new Set(knownCredentials.map(({ name }) => name));
  return made.some((name) => !names.has(name)) ? ['an application credential is known to nobody'] : [];
}

async function secretsWithoutCloud({ routes: { pages } }: Worker): Promise<string[]> {
  const ids = new Set((await pages.listClouds({})).map(({ profile }) => profile.id));
  const secretsOf = [...(await vaultKeys()), ...Object.keys(await fakeBrowser.storage.session.get())]
    .map((key) => /^(?:[a-z]+-)?credentials:(.*)$/.exec(key)?.[1])
    .filter((id) => id !== undefined);
  return secretsOf.some((id) => !ids.has(id)) ? ['a secret is stored without its cloud'] : [];
}

/** The secrets that were stored before and should still be there. */
async function lostSecrets({ mayLose = [] }: UseCase, { routes: { pages } }: Worker): Promise<string[]> {
  if ((await pages.vaultState({})).locked) await unlock(pages);
  const lost: string[] = [];
  for (const [id, { credential }] of given) {
    if (mayLose.includes(id)) continue;
    const read = await settle(pages.exportSecrets({ cloudIds: [id] }));
    const found = read.kind === 'done' ? read.value[0]?.credential : undefined;
    // The cloud that the use case is about may have another secret by now.
    const isSame = id === 'cloud-1' ? found !== undefined : JSON.stringify(found) === JSON.stringify(credential);
    if (!isSame) lost.push(`the secret of ${id === 'cloud-1' ? 'the cloud' : 'another cloud'} is lost`);
  }
  return [...new Set(lost)];
}

async function unlock(pages: Worker['routes']['pages']): Promise<void> {
  for (const passphrase of Object.values(PASSPHRASES)) {
    await pass(10 * 60_000);
    if ((await settle(pages.unlock({ passphrase }))).kind === 'done') return;
  }
}
