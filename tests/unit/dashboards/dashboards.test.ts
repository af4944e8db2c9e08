import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoProfile } from '@/tests/unit/support/profile';
import { type ScriptingStub, stubScripting } from '@/tests/unit/support/scripting-stub';
import { newWorker } from '@/tests/unit/support/worker';
import { addDashboard, listDashboards, removeDashboard, updateDashboard } from '@/utils/dashboards/store';
import { findCloud, putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud();
let scripting: ScriptingStub;
let allowed: (origin: string) => boolean;
const ONE = { root: 'https://one.example/horizon/', kind: 'horizon' } as const;
const TWO = { root: 'https://two.example/', kind: 'skyline' } as const;

beforeEach(() => {
  allowed = () => true;
  stubBrowser({ granted: (origin) => allowed(origin) });
  scripting = stubScripting();
});

const patternOf = (root: string) => `${root.replace(/(\.example)\//, '$1:443/')}*`;

describe('enabling', () => {
  it('registers the script for this dashboard alone, and starts it in its open tabs', async () => {
    const mine = await fakeBrowser.tabs.create({ url: `${ONE.root}project/instances/` });
    await fakeBrowser.tabs.create({ url: 'https://other.example/horizon/project/instances/' });
    const view = await newWorker().dashboards.enable(ONE.root, 'horizon');
    expect(view).toEqual({
      ...{ ...ONE, origin: 'https://one.example/*', granted: true, missingAccess: [], hasConsoles: false },
    });
    expect(scripting.matches()).toEqual([patternOf(ONE.root)]);
    expect(scripting.started).toEqual([mine.id]);
  });

  it('by an address looks for it, and stores the kind and root that its page has', async () => {
    const { fetch } = dashboardUser(cloud);
    const { dashboards } = newWorker(fetch);
    const root = cloud.horizonUrl;
    const [one, two] = await Promise.all([dashboards.enable(root, null), dashboards.enable(root, null)]);
    expect(one).toEqual(two);
    expect(await listDashboards()).toEqual([{ root, kind: 'horizon' }]);
    // asked for twice at once, it was looked for once
    expect(cloud.requests.filter(({ path }) => path === '/horizon/')).toHaveLength(1);
  });

  it('is refused without access to its host, and leaves nothing behind', async () => {
    allowed = () => false;
    const enabling = newWorker().dashboards.enable(ONE.root, 'horizon');
    await expect(enabling).rejects.toMatchObject({ code: 'HOST_PERMISSION_MISSING' });
    expect(await listDashboards()).toEqual([]);
    expect(scripting.matches()).toEqual([]);
  });

  it('a second time keeps the hosts stored with it, but not its age', async () => {
    const { dashboards } = newWorker();
    await dashboards.enable(ONE.root, 'horizon');
    await updateDashboard(ONE.root, { compute: ['https://nova.example/*'], isBeforePike: true });
    await dashboards.enable(ONE.root, 'horizon');
    // but not its age: it may have been upgraded
    expect(await listDashboards()).toEqual([{ ...ONE, compute: ['https://nova.example/*'] }]);
  });
});

describe('what is noted of a dashboard', () => {
  it('adds none that was disabled at the same time', async () => {
    await addDashboard(ONE);
    await Promise.all([removeDashboard(ONE.root), updateDashboard(ONE.root, { compute: ['https://nova.example/*'] })]);
    expect(await listDashboards()).toEqual([]);
  });
});

describe('the registrations', () => {
  it('come back after an update, in open tabs too', async () => {
    const { dashboards } = newWorker();
    await dashboards.enable(ONE.root, 'horizon');
    await dashboards.enable(TWO.root, 'skyline');
    const tab = await fakeBrowser.tabs.create({ url: `${TWO.root}compute/instance` });
    scripting.removeAll();
    await newWorker().dashboards.restore({ openTabs: 'all' });
    expect(scripting.matches()).toEqual([patternOf(ONE.root), patternOf(TWO.root)]);
    expect(scripting.started).toEqual([tab.id]);
  });

  it('are removed with the access to a host, and restored with it', async () => {
    const { dashboards } = newWorker();
    await dashboards.enable(ONE.root, 'horizon');
    await dashboards.enable(TWO.root, 'skyline');
    allowed = (origin) => !origin.includes('one.example');
    await dashboards.restore({ openTabs: 'none' });
    expect(scripting.matches()).toEqual([patternOf(TWO.root)]);
    expect((await dashboards.list()).enabled.map(({ granted }) => granted)).toEqual([false, true]);
    allowed = () => true;
    await dashboards.granted(['https://elsewhere.example/*']);
    expect(scripting.matches()).toEqual([patternOf(TWO.root)]);
    await dashboards.granted(['https://*/*']); // on all sites
    expect(scripting.matches()).toEqual([patternOf(ONE.root), patternOf(TWO.root)]);
  });

  it('are none at all when the last dashboard is disabled', async () => {
    const { dashboards } = newWorker();
    await dashboards.enable(ONE.root, 'horizon');
    await dashboards.disable(ONE.root);
    expect(scripting.matches()).toEqual([]);
    expect(await dashboards.list()).toEqual({ enabled: [], offered: [] });
  });

  it('end as the last change says, however quickly they follow each other', async () => {
    const { dashboards } = newWorker();
    const changes = [dashboards.enable(ONE.root, 'horizon'), dashboards.enable(TWO.root, 'skyline')];
    await Promise.all([...changes, dashboards.disable(ONE.root)]);
    expect(scripting.matches()).toEqual((await listDashboards()).map(({ root }) => patternOf(root)));
  });
});

describe("a stored cloud's dashboard", () => {
  const save = (verify: boolean, dashboardUrl: string, fetch = dashboardUser(cloud).fetch) => {
    const worker = newWorker(fetch);
    const profile = demoProfile(cloud.authUrl, { dashboardUrl });
    const credential = { kind: 'password', password: 'password' } as const;
    return { worker, saved: worker.accounts.save({ profile, credential, verify }) };
  };

  it('is enabled when the cloud is saved, which does not wait for it; the cloud gets its root', async () => {
    const { origin } = new URL(cloud.horizonUrl);
    cloud.config.latencyMs.horizon = 300;
    const { worker, saved } = save(true, origin);
    await saved;
    const { enabled, offered } = await worker.dashboards.list();
    cloud.config.latencyMs.horizon = 0;
    expect({ enabled, offered }).toMatchObject({ enabled: [], offered: [{ url: `${origin}/`, working: true }] });
    await worker.dashboards.enable(origin, null); // joins what is under way
    expect(await worker.dashboards.list()).toMatchObject({ enabled: [{ root: cloud.horizonUrl }], offered: [] });
    expect((await findCloud('cloud-1'))?.dashboardUrl).toBe(cloud.horizonUrl);
  });

  it('that cannot be reached is listed with the reason, in the next worker too', async () => {
    cloud.fail({ service: 'horizon', effect: 'reset', times: null });
    const { saved } = save(true, cloud.horizonUrl);
    await saved;
    const offer = { url: cloud.horizonUrl, working: false, problem: { code: 'NETWORK' } };
    await vi.waitFor(async () => expect((await newWorker().dashboards.list()).offered).toMatchObject([offer]));
    cloud.heal();
    const { dashboards } = newWorker(dashboardUser(cloud).fetch);
    await dashboards.enable(cloud.horizonUrl, null);
    expect((await dashboards.list()).offered).toEqual([]);
  });

  it('is offered, and not contacted, where the cloud is saved untested', async () => {
    const { worker, saved } = save(false, cloud.horizonUrl);
    await saved;
    expect((await worker.dashboards.list()).offered).toMatchObject([{ working: false, problem: null }]);
    expect(cloud.requests.filter(({ service }) => service === 'horizon')).toEqual([]);
  });

  it('is offered again after it was disabled', async () => {
    await putClouds([demoProfile(cloud.authUrl, { dashboardUrl: ONE.root })]);
    const { dashboards } = newWorker();
    await dashboards.enable(ONE.root, 'horizon');
    expect((await dashboards.list()).offered).toEqual([]);
    await dashboards.disable(ONE.root);
    expect((await dashboards.list()).offered).toMatchObject([{ url: ONE.root, problem: null }]);
  });
});
