import { beforeEach, describe, expect, it } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE, passwordOf } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { findCloud } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });
const otherCloud = fakeCloud({ password: PASSWORD });

beforeEach(() => {
  stubAlarmsAndIdle();
});

describe('a vault that is locked while a cloud is being saved', () => {
  it('leaves the stored cloud and its cache, and no token of the attempt', async () => {
    const before = demoProfile(cloud.authUrl, { remember: 'passphrase' });
    const worker = newWorker(async (input, init) => {
      const answer = await fetch(input, init);
      if (String(input).startsWith(`${otherCloud.authUrl}/auth/tokens`) && init?.method === 'POST')
        await worker.vaultLock.lock();
      return answer;
    });
    await worker.vaultLock.setPassphrase('a long passphrase');
    await worker.accounts.save({ profile: before, credential: CREDENTIAL, verify: true });
    await worker.serverLists.servers(PLACE);
    const projects = await cloudCache.projects(before.id);
    expect(projects).not.toEqual([]);

    const moved = { ...before, authUrl: otherCloud.authUrl };
    const saved = worker.accounts.save({ profile: moved, credential: CREDENTIAL, verify: true });
    await expect(saved).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(await findCloud(before.id)).toEqual(before);
    expect(await cloudCache.projects(before.id)).toEqual(projects);
    await expect.poll(() => otherCloud.validTokens()).toEqual([]);
    expect(otherCloud.issuedTokens().length).toBeGreaterThan(0);
  });

  it('leaves the stored secret where another user is saved', async () => {
    const before = demoProfile(cloud.authUrl, { remember: 'passphrase' });
    const reader = { kind: 'password', password: 'reader-horse' } as const;
    cloud.user('reader').password = reader.password;
    let locks = false;
    const worker = newWorker(async (input, init) => {
      const answer = await fetch(input, init);
      if (locks && init?.method === 'POST') await worker.vaultLock.lock();
      return answer;
    });
    await worker.vaultLock.setPassphrase('a long passphrase');
    await worker.accounts.save({ profile: before, credential: CREDENTIAL, verify: true });

    locks = true;
    const other = { ...before, signIn: passwordOf('reader') };
    const saved = worker.accounts.save({ profile: other, credential: reader, verify: true });
    await expect(saved).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(await findCloud(before.id)).toEqual(before);
    await worker.vaultLock.unlock('a long passphrase');
    expect(await worker.vault.get(before.id, 'passphrase', cloud.authUrl)).toEqual(CREDENTIAL);
  });
});
