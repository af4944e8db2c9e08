import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { BROKEN_DATABASES, breakDatabases } from '@/tests/unit/support/broken-database';
import { stubAlarmsAndIdle, stubBrowser } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import type { Remember } from '@/utils/clouds/profile';
import type { RequestName } from '@/utils/messaging/page-requests';
import { firstPaintCache } from '@/utils/pages/first-paint';
import { readSnapshot } from '@/utils/pages/snapshot';
import { putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });
const profile = (remember: Remember = 'session') => demoProfile(cloud.authUrl, { remember });
const FAILED = { code: 'STORAGE_FAILED' };

const IO_ERROR = () => Promise.reject(new Error('IO error'));
/** The sign-in, and the console of a server, as pages ask for them. */
async function openConsole(handlers: ReturnType<typeof newWorker>['routes']['pages']): Promise<void> {
  await handlers.saveCloud({ profile: profile(), credential: CREDENTIAL, verify: true });
  const { servers, projectId, region } = await handlers.listServers({
    ...{ cloudId: 'cloud-1', projectId: null, region: null },
  });
  const { id = '', name = null } = servers.find((server) => server.name === 'web-01') ?? {};
  await handlers.openConsole({
    ...{ cloudId: 'cloud-1', projectId, region, serverId: id, serverName: name },
    ...{ requestId: crypto.randomUUID(), checkStatus: false },
  });
}

beforeEach(() => {
  stubBrowser();
  stubAlarmsAndIdle();
});

describe('where IndexedDB', () => {
  describe.each(BROKEN_DATABASES)('%s', (how) => {
    beforeEach(() => void breakDatabases(how));

    it('the popup lists the clouds', async () => {
      await putClouds([profile()]);
      expect((await readSnapshot()).clouds).toEqual([{ profile: profile() }]);
    });

    it('a cloud whose sign-in is kept until the browser closes is saved, used, signed out and removed', async () => {
      const { routes } = newWorker();
      await openConsole(routes.pages);
      expect((await fakeBrowser.tabs.query({})).map(({ url }) => url).join()).toContain('vnc');
      expect((await routes.pages.listClouds({}))[0]).toMatchObject({ hasCredential: true });
      expect(await routes.pages.signOut({ cloudId: 'cloud-1' })).toEqual({ revoked: true });
      expect(cloud.validTokens()).toEqual([]);
      expect(await routes.pages.removeCloud({ cloudId: 'cloud-1', dismissed: [] })).toEqual({ revoked: true });
      expect(await routes.pages.listClouds({})).toEqual([]);
    }, 60_000);

    it('only what needs the vault fails, and says why', async () => {
      await putClouds([profile('device')]);
      const { routes, start } = newWorker();
      await start();
      const { pages } = routes;
      const saved = { profile: profile('device'), credential: CREDENTIAL, verify: false };
      await expect(pages.saveCloud(saved)).rejects.toMatchObject(FAILED);
      await expect(pages.listServers({ cloudId: 'cloud-1', projectId: null, region: null })).rejects.toMatchObject(
        FAILED,
      );
      await expect(pages.vaultState({})).rejects.toMatchObject(FAILED);
      await expect(pages.removeCloud({ cloudId: 'cloud-1', dismissed: [] })).rejects.toMatchObject(FAILED);
      expect(await pages.listDashboards({})).toMatchObject({ enabled: [] });
    }, 60_000);
  });
});

/** The requests of pages that only read. */
const READING: RequestName[] = [
  'listClouds',
  'vaultState',
  'syncState',
  'listDashboards',
  'listActivity',
  'policyState',
];

describe.each(['local', 'session'] as const)('where %s storage cannot be read or written', (area) => {
  beforeEach(async () => {
    await putClouds([profile()]);
    for (const method of ['get', 'set', 'remove'] as const)
      vi.spyOn(fakeBrowser.storage[area], method).mockImplementation(IO_ERROR);
  });

  it.each(READING)('%s answers, or says that storage fails', async (name) => {
    const { routes } = newWorker();
    const answer = await (routes.pages[name] as (request: object) => Promise<unknown>)({}).catch(
      (error: unknown) => error,
    );
    if (answer instanceof Error) expect(answer).toMatchObject(FAILED);
  });

  it('a console cannot be opened, and that says why', async () => {
    await expect(openConsole(newWorker().routes.pages)).rejects.toMatchObject(FAILED);
  });

  it('the popup lists the clouds, or says why not', async () => {
    const snapshot = readSnapshot();
    if (area === 'local') await expect(snapshot).rejects.toMatchObject(FAILED);
    else expect((await snapshot).clouds).toHaveLength(1);
  });
});

it('where localStorage throws, the popup has no cached first frame', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  expect(firstPaintCache.get()).toBeNull();
  vi.unstubAllGlobals();
});
