import { beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, userWithWorker } from '@/tests/unit/support/dashboard-user';
import { stubLoading } from '@/tests/unit/support/loading-tabs';
import { demoProfile } from '@/tests/unit/support/profile';
import { addDashboard, listDashboards } from '@/utils/dashboards/store';
import type { DashboardTab } from '@/utils/messaging/dashboard-requests';

const cloud = fakeCloud({ password: PASSWORD });
const NORMAL: DashboardTab = { windowId: 1, cookieJar: 'normal' };
const PRIVATE: DashboardTab = { windowId: 7, cookieJar: 'private' };

/** A worker in a browser with two dashboards: of these, one has the origin of the consoles. */
async function newUser({ hasCloud = false } = {}) {
  const user = userWithWorker(cloud);
  stubLoading({ cookie: () => user.login.cookie });
  await addDashboard(user.dashboard);
  await addDashboard({ root: `${cloud.consoleBaseUrl}/horizon/`, kind: 'horizon' });
  const { worker, dashboard, page } = user;
  const profile = demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl });
  if (hasCloud) await worker.accounts.save({ profile, credential: CREDENTIAL, verify: true });
  const click = (tab: DashboardTab) =>
    worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), crypto.randomUUID(), tab);
  const open = () => {
    const { id: serverId, name: serverName } = cloud.server('web-01');
    const place = { cloudId: profile.id, projectId: cloud.project('demo').id, region: 'RegionOne' };
    return worker.consoles.open({ ...place, serverId, serverName, checkStatus: false, requestId: crypto.randomUUID() });
  };
  const marked = async () => (await worker.dashboards.list()).enabled.map(({ hasConsoles }) => hasConsoles);
  return { ...user, click, open, marked };
}
type User = Awaited<ReturnType<typeof newUser>>;

describe('a dashboard on whose origin consoles open', () => {
  beforeEach(() => {
    cloud.config.horizonClientToken = true;
  });

  it.each<[string, (user: User) => Promise<unknown>, { hasCloud?: boolean; withheld?: boolean }]>([
    ['from the popup', ({ open }) => open(), { hasCloud: true }],
    ['by a stored cloud', ({ click }) => click(NORMAL), { hasCloud: true }],
    ["by the dashboard's session", ({ click }) => click(NORMAL), {}],
    ['by the redirect', ({ click }) => click(NORMAL), { withheld: true }],
  ])('is known by the first console that opens there %s; others are not', async (_, open, { hasCloud, withheld }) => {
    if (withheld) cloud.config.horizonClientToken = false;
    const user = await newUser({ hasCloud: hasCloud ?? false });
    expect(await user.marked()).toEqual([false, false]);
    await open(user);
    expect(await user.marked()).toEqual([false, true]);
  });

  it.each([true, false])('is not stored for a private window; with a stored cloud: %s', async (hasCloud) => {
    const { click, marked } = await newUser({ hasCloud });
    await click(PRIVATE);
    expect(await marked()).toEqual([false, false]);
  });

  it('is forgotten when it is disabled', async () => {
    const { click, worker } = await newUser();
    await click(NORMAL);
    const root = `${cloud.consoleBaseUrl}/horizon/`;
    await worker.dashboards.disable(root).catch(() => undefined);
    await addDashboard({ root, kind: 'horizon' });
    expect((await listDashboards()).find((one) => one.root === root)).toEqual({ root, kind: 'horizon' });
  });
});
