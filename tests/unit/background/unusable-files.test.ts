import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';

const cloud = fakeCloud({ password: PASSWORD });
const FAILED = { code: 'STORAGE_FAILED' };
const profile = (id: string, remember: 'session' | 'device') => demoProfile(cloud.authUrl, { id, name: id, remember });

const NO_FILES: Record<string, () => Promise<FileSystemDirectoryHandle>> = {
  'cannot be opened': () => Promise.reject(new DOMException('denied', 'SecurityError')),
  'does not answer': () => new Promise(() => {}),
};

describe.each(Object.entries(NO_FILES))('where the private file system %s', (_, getDirectory) => {
  beforeEach(async () => {
    stubAlarmsAndIdle();
    const worker = newWorker();
    await worker.vaultLock.setPassphrase('seven rainy Tuesdays');
    for (const id of ['a', 'b', 'c'])
      await worker.accounts.save({ profile: profile(id, 'device'), credential: CREDENTIAL, verify: false });
    let answerLate = () => {};
    const late = new Promise<never>((_, reject) => {
      answerLate = () => reject(new Error('late'));
    });
    const spy = vi.spyOn(navigator.storage, 'getDirectory');
    spy.mockImplementation(() => Promise.race([getDirectory(), late]));
    return async () => {
      answerLate();
      spy.mockRestore();
      await vi.waitFor(() => newWorker().vaultLock.reset());
    };
  });

  it('the vault is locked at once all the same', async () => {
    const worker = newWorker();
    void worker.start();
    const result = worker.routes.pages.lock({}).catch(({ code }: { code: string }) => code);
    await vi.waitFor(async () => expect(await fakeBrowser.storage.session.get('vault-key')).toEqual({}));
    expect(await result).toBe('STORAGE_FAILED');
  }, 20_000);

  it('only what needs the vault fails, after a few seconds at most', async () => {
    const { pages } = newWorker().routes;
    const started = performance.now();
    expect(await pages.listClouds({})).toHaveLength(3);
    const device = pages.saveCloud({ profile: profile('d', 'device'), credential: CREDENTIAL, verify: false });
    await expect(device).rejects.toMatchObject(FAILED);
    await pages.saveCloud({ profile: profile('e', 'session'), credential: CREDENTIAL, verify: true });
    expect((await pages.listServers({ cloudId: 'e', projectId: null, region: null })).servers).not.toEqual([]);
    expect(performance.now() - started).toBeLessThan(9_500);
  }, 60_000);
});
