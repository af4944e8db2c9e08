import '@/tests/unit/setup/i18n';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeCloud } from '@/tests/fake-cloud';
import type { FakeLogin } from '@/tests/fake-cloud/horizon/handle';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { dashboardUser } from '@/tests/unit/support/dashboard-user';
import { stubLoading } from '@/tests/unit/support/loading-tabs';
import { demoProfile } from '@/tests/unit/support/profile';
import { stubScripting } from '@/tests/unit/support/scripting-stub';
import { newWorker } from '@/tests/unit/support/worker';
import { browser } from '@/utils/browser';
import { addDashboard } from '@/utils/dashboards/store';
import { type DashboardRequestName, dashboardRequests } from '@/utils/messaging/dashboard-requests';
import { answer } from '@/utils/messaging/gate';
import { createLimits } from '@/utils/messaging/limits';
import type { Sender } from '@/utils/messaging/sender';

const PHRASE = 'a passphrase of some length';
const NAMES = Object.keys(dashboardRequests) as DashboardRequestName[];
const cloud = fakeCloud({ password: PASSWORD });

beforeEach(() => {
  stubScripting();
  stubAlarmsAndIdle();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

/** A worker with a gate, and the content script of a user who is logged in. */
async function workerWithDashboard(user = 'demo', wrap = (fetch: typeof globalThis.fetch) => fetch) {
  const loggedIn = dashboardUser(cloud, user);
  stubLoading({ cookie: () => loggedIn.login.cookie });
  const worker = newWorker(wrap(loggedIn.fetch));
  await addDashboard(loggedIn.dashboard);
  const { origin } = new URL(cloud.horizonUrl);
  const content: Sender = {
    ...{ id: browser.runtime.id, frameId: 0, origin, url: `${cloud.horizonUrl}project/instances/` },
    tab: { id: 7, windowId: 3, incognito: false },
  };
  const limits = createLimits();
  let count = 0;
  const requestOf = (name: DashboardRequestName, server: string) => {
    const { id } = cloud.server(server);
    count += 1;
    const requests = {
      dashboardObstacles: { page: loggedIn.page, serverIds: [id, cloud.server('build-runner-7').id] },
      dashboardCacheSession: { page: loggedIn.page },
      dashboardOpen: {
        page: loggedIn.page,
        server: { id, name: server, checkStatus: server !== 'web-01' },
        requestId: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
      },
      dashboardCheck: {},
      dashboardOpenSettings: { page: loggedIn.page },
    };
    return requests[name];
  };
  /** Asks everything, and expects no secret in the answers. @returns them as they go over the wire, by what was asked. */
  async function askAll(sender = content, server = 'web-01') {
    const answers: Partial<Record<DashboardRequestName, unknown>> = {};
    for (const name of NAMES) {
      const envelope = await answer(worker.routes, { name, data: requestOf(name, server) }, sender, limits);
      answers[name] = JSON.parse(JSON.stringify(envelope));
    }
    expectNoSecret(answers, loggedIn.login);
    return answers;
  }
  return { ...loggedIn, worker, askAll, content };
}

/** Proves that nothing secret is in it: not a token, a password or a console URL, and no address of the catalog. */
function expectNoSecret(answers: object, login: FakeLogin): void {
  const text = JSON.stringify(answers);
  const secrets = [...cloud.secrets(), login.token(), login.csrfToken, login.cookie, PASSWORD, PHRASE];
  expect(secrets.length).toBeGreaterThan(6);
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/:\/\/|vnc_lite|token=|gAAAA|endpoints|v2\.1|"stack"/);
}

async function store(
  { worker }: Awaited<ReturnType<typeof workerWithDashboard>>,
  remember: 'session' | 'passphrase' = 'session',
) {
  const profile = demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl, remember });
  await worker.accounts.save({ profile, credential: { kind: 'password', password: PASSWORD }, verify: false });
}

const OPENED = { dashboardOpen: { ok: true, value: null } };
const errorText = (sentence: RegExp) => ({
  dashboardOpen: { ok: true, value: { sentence: expect.stringMatching(sentence) } },
});

describe('no secret is in any answer to a page', () => {
  it('where its session opens the console', async () => {
    const { askAll, login } = await workerWithDashboard();
    const answers = await askAll();
    const { id } = cloud.server('build-runner-7');
    expect(answers).toMatchObject({ ...OPENED, dashboardObstacles: { ok: true, value: { [id]: expect.any(String) } } });
    expect(cloud.secrets().some((secret) => secret === login.token())).toBe(true);
  });

  it('where a stored cloud opens it', async () => {
    const dashboard = await workerWithDashboard();
    await store(dashboard);
    expect(await dashboard.askAll()).toMatchObject(OPENED);
  });

  it("where Horizon's redirect opens it", async () => {
    cloud.config.horizonClientToken = false;
    const { askAll } = await workerWithDashboard();
    expect(await askAll()).toMatchObject(OPENED);
  });

  it('where a locked cloud would have to be asked for', async () => {
    cloud.config.horizonClientToken = false;
    const dashboard = await workerWithDashboard();
    await dashboard.worker.vaultLock.reset();
    await dashboard.worker.vaultLock.setPassphrase(PHRASE);
    await store(dashboard, 'passphrase');
    await dashboard.worker.vaultLock.lock();
    expect(await dashboard.askAll()).toMatchObject(errorText(/locked/i));
    await dashboard.worker.vaultLock.reset();
  });

  it.each<[string, Parameters<FakeCloud['fail']>[0]]>([
    ['refuses', { service: 'nova', status: 403, times: null }],
    ['takes no token', { service: 'nova', status: 401, times: null }],
    ['has an internal error', { service: 'nova', status: 500, times: null }],
    ['asks for fewer requests', { service: 'nova', status: 429, times: null }],
    ['cannot be reached', { service: 'nova', effect: 'reset', times: null }],
  ])('where Nova %s', async (_, fault) => {
    const { askAll } = await workerWithDashboard();
    cloud.fail(fault);
    expect(await askAll()).toMatchObject({ dashboardOpen: { ok: true } });
  });

  it.each<[string, (login: FakeLogin) => void, RegExp]>([
    ['has ended', (login) => login.end(), /ended/],
    ['was switched', (login) => login.switchProject('ops'), /switched to project ops/],
  ])('where the session %s', async (_, change, words) => {
    const { askAll, login } = await workerWithDashboard();
    change(login);
    expect(await askAll()).toMatchObject(errorText(words));
  });

  it("where the role may not, or the server can't", async () => {
    const reader = await workerWithDashboard('reader');
    expect(await reader.askAll()).toMatchObject({
      dashboardOpen: { value: { failedCall: expect.stringContaining('req-') } },
    });
    const { askAll, content } = await workerWithDashboard();
    expect(await askAll(content, 'build-runner-7')).toMatchObject({
      dashboardOpen: { ok: true, value: { sentence: expect.any(String) } },
    });
  });

  it('where the page is in a private window or a container', async () => {
    for (const [tab, expected] of [
      [{ id: 7, windowId: 3, incognito: true }, OPENED],
      [{ id: 7, windowId: 3, incognito: false, cookieStoreId: 'firefox-container-1' }, errorText(/container/)],
    ] as const) {
      const { askAll, content } = await workerWithDashboard();
      expect(await askAll({ ...content, tab })).toMatchObject(expected);
    }
  });

  it('where something breaks that has it in its message', async () => {
    let secret = '';
    const { askAll, login } = await workerWithDashboard('demo', (fetch) => async (input, init) => {
      if (init?.method !== 'POST') return fetch(input, init);
      throw Object.assign(new Error(`${String(input)} ${secret}`), { headers: init.headers });
    });
    secret = login.token();
    const answers = await askAll();
    expect(answers, "Horizon's redirect does it then").toMatchObject(OPENED);
  });

  it('where an error with it in its message is thrown, and there is no other way to try', async () => {
    const { askAll, login } = await workerWithDashboard();
    const create = vi.spyOn(browser.tabs, 'create').mockImplementation(async ({ url }) => {
      throw new Error(`no tab for ${url} with ${login.token()}`);
    });
    const answers = await askAll();
    expect(create).toHaveBeenCalled();
    expect(answers).toMatchObject(errorText(/went wrong/));
  });

  it('where it is refused: another site, another extension, a frame, a disabled dashboard', async () => {
    const { askAll, content, dashboard, worker } = await workerWithDashboard();
    for (const sender of [
      { ...content, frameId: 2 },
      { ...content, origin: 'https://evil.example', url: 'https://evil.example/horizon/' },
      { ...content, id: 'other-extension' },
    ]) {
      const answers = await askAll(sender);
      for (const reply of Object.values(answers))
        expect(reply).toEqual({ ok: false, problem: { code: expect.stringMatching(/INTERNAL|DISABLED/), facts: {} } });
    }
    await worker.dashboards.disable(dashboard.root);
    const answers = await askAll();
    for (const reply of Object.values(answers))
      expect(reply).toEqual({ ok: false, problem: { code: 'DASHBOARD_DISABLED', facts: {} } });
  });
});
