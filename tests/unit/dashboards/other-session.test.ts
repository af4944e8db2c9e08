import '@/tests/unit/setup/i18n';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, dashboardUser } from '@/tests/unit/support/dashboard-user';
import { stubLoading } from '@/tests/unit/support/loading-tabs';
import { demoProfile } from '@/tests/unit/support/profile';
import { asked, newWorker } from '@/tests/unit/support/worker';
import type { DashboardTab } from '@/utils/messaging/dashboard-requests';
import { activity } from '@/utils/storage/activity';
import { lastConsole } from '@/utils/storage/last-console';
import { notice } from '@/utils/storage/notice';

const cloud = fakeCloud({ password: PASSWORD });
const PHRASE = 'a passphrase of some length';
const PRIVATE: DashboardTab = { windowId: 7, cookieJar: 'private' };
const CONTAINER: DashboardTab = { windowId: 3, cookieJar: 'container' };

/** The same person twice: `fetch` is the background's, with the normal windows' login; the page is of a login of its own. */
async function person({ hasCloud = false } = {}) {
  const normal = dashboardUser(cloud);
  const ownUser = dashboardUser(cloud);
  stubLoading({ cookie: (windowId) => (windowId === PRIVATE.windowId ? ownUser.login.cookie : normal.login.cookie) });
  const worker = newWorker(normal.fetch);
  if (hasCloud) await worker.accounts.save({ profile: PROFILE(), credential: CREDENTIAL, verify: false });
  cloud.resetRequests();
  const server = clicked(cloud, 'web-01');
  const { dashboardConsoles } = worker;
  const open = (tab: DashboardTab) => dashboardConsoles.open(ownUser.dashboard, ownUser.page, server, 'request-1', tab);
  const obstacles = (ids: string[], tab: DashboardTab) =>
    dashboardConsoles.obstacles(ownUser.dashboard, ownUser.page, ids, tab);
  return { ...ownUser, normal, worker, server, open, obstacles, offId: cloud.server('build-runner-7').id };
}
/** What was asked of Horizon with a login: its own redirect is the tab's doing. */
const askedOfHorizon = () => cloud.requests.filter(({ path }) => path.includes('/api/'));
const PROFILE = () => demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl });
const kept = async () =>
  JSON.stringify([await fakeBrowser.storage.local.get(), await fakeBrowser.storage.session.get()]);

describe('a page in a private window', () => {
  it("opens by Horizon's redirect in its own window, without a request with the normal windows' login", async () => {
    const { open, server, dashboard, login, normal } = await person();
    normal.login.end();
    await open(PRIVATE);
    expect(fakeBrowser.tabs.create).toHaveBeenLastCalledWith({
      url: `${dashboard.root}project/instances/${server.id}/auto_console`,
      active: true,
      windowId: 7,
    });
    expect(login.token()).not.toBe(normal.login.token());
    expect(askedOfHorizon()).toEqual([]);
  });

  it('leaves nothing behind: no activity, no last console, no name of a server', async () => {
    const { open, server, worker } = await person();
    await open(PRIVATE);
    expect(await activity.list()).toEqual([]);
    expect(await lastConsole.get()).toBeNull();
    const stored = await kept();
    expect(stored).toContain('request-1'); // asked again, it is not opened twice
    expect(stored).not.toContain(server.id);
    expect(stored).not.toContain(server.name ?? '');
    await expect(worker.consoles.reopen({ requestId: 'request-2' })).rejects.toMatchObject({ code: 'NO_LAST_CONSOLE' });
  });

  it.each(['web-01', 'win-desktop'])(
    'leaves nothing of %s behind either where a locked cloud has to be opened first',
    async (name) => {
      stubAlarmsAndIdle();
      const { worker, dashboard, page } = await person();
      await worker.vaultLock.reset();
      await worker.vaultLock.setPassphrase(PHRASE);
      const profile = { ...PROFILE(), remember: 'passphrase' } as const;
      await worker.accounts.save({ profile, credential: CREDENTIAL, verify: false });
      await worker.vaultLock.lock();
      const { id } = cloud.server(name);
      const { dashboardOpen } = worker.routes.dashboards;
      // a Skyline has no other source than the stored cloud
      const skyline = { ...dashboard, kind: 'skyline' } as const;
      const click = (requestId: string) =>
        dashboardOpen({ page, server: { id, name, checkStatus: false }, requestId }, skyline, PRIVATE);
      const expectNothing = async () => {
        const stored = await kept();
        for (const word of [id, name]) expect(stored).not.toContain(word);
      };
      expect(await click('request-1')).not.toBeNull();
      expect(await notice.get()).toMatchObject({ problem: { code: 'VAULT_LOCKED' }, pendingAction: null });
      await expectNothing();
      await worker.vaultLock.unlock(PHRASE);
      expect(await click('request-2')).toBeNull();
      expect(await notice.get()).toBeNull();
      expect(await kept()).toContain('request-2');
      await expectNothing();
      await worker.vaultLock.reset();
    },
  );

  it('finds the older redirect too, without a login', async () => {
    cloud.config.horizonRelease = 'mitaka';
    const { open, server, dashboard } = await person();
    await open(PRIVATE);
    const url = `${dashboard.root}project/instances/${server.id}/vnc`;
    expect(fakeBrowser.tabs.create).toHaveBeenLastCalledWith({ url, active: true, windowId: 7 });
  });

  it('gets an error where Horizon redirects to its login, which leaves nothing behind either', async () => {
    const { open, login } = await person();
    login.end();
    await expect(open(PRIVATE)).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
    expect(await activity.list()).toEqual([]);
  });

  it('is served by a stored cloud first', async () => {
    const { open } = await person({ hasCloud: true });
    await open(PRIVATE);
    expect(asked(cloud)).toContain('POST /v2.1/servers/{id}/remote-consoles');
    expect(askedOfHorizon()).toEqual([]);
    expect(await activity.list()).toEqual([]);
    expect(await lastConsole.get()).toBeNull();
  });
});

describe('a page in a container', () => {
  it('is served by a stored cloud, and remembered like any other', async () => {
    const { open } = await person({ hasCloud: true });
    await open(CONTAINER);
    expect(askedOfHorizon()).toEqual([]);
    expect(await activity.list()).toMatchObject([{ via: 'cloud', outcome: 'opened' }]);
    expect(await lastConsole.get()).not.toBeNull();
  });

  it('gets an error where there is none, before any request', async () => {
    const { open } = await person();
    await expect(open(CONTAINER)).rejects.toMatchObject({ code: 'DASHBOARD_OTHER_SESSION' });
    expect(cloud.requests).toEqual([]);
  });

  it("gets the stored cloud's error", async () => {
    const { open } = await person({ hasCloud: true });
    cloud.fail({ service: 'keystone', status: 503, times: null });
    await expect(open(CONTAINER)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(askedOfHorizon()).toEqual([]);
  });
});

describe.each([PRIVATE, CONTAINER])('servers of a page in %o', (tab) => {
  it.each([false, true])('nothing is made ready, nor asked of servers; with a stored cloud: %s', async (hasCloud) => {
    const { worker, dashboard, obstacles, offId } = await person({ hasCloud });
    await worker.dashboardConsoles.cacheSession(dashboard, tab);
    expect(await obstacles([offId], tab)).toEqual({});
    // Saving the cloud loads the dashboard's start page.
    expect(cloud.requests.filter(({ path }) => /\/(api|servers|auth)\//.test(path))).toEqual([]);
  });
});
