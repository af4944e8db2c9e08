import { expect, it } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { dashboardUser } from '@/tests/unit/support/dashboard-user';
import { createDashboardSessionCache } from '@/utils/dashboards/session-cache';

const cloud = fakeCloud();

function newSessionCache() {
  const { fetch, login, dashboard } = dashboardUser(cloud);
  const sessionCache = createDashboardSessionCache({ fetch });
  const read = async () => (await sessionCache.read(dashboard)) ?? expect.unreachable();
  return { sessionCache, login, dashboard, read, cached: () => sessionCache.cached(dashboard.root) };
}

it('is asked for once by calls at the same time', async () => {
  const { sessionCache, dashboard } = newSessionCache();
  const [one, two] = await Promise.all([sessionCache.read(dashboard), sessionCache.read(dashboard)]);
  expect(one).toBe(two);
  expect(cloud.requests).toHaveLength(2);
  expect(sessionCache.cached(dashboard.root)).toBe(one);
});

it('is not current where only its region was switched', async () => {
  const { sessionCache, dashboard, login, read } = newSessionCache();
  const session = await read();
  login.switchRegion('RegionTwo');
  expect(await sessionCache.isCurrent(dashboard, session)).toBe(false);
});

it('is current as long as the login has this token', async () => {
  const { sessionCache, dashboard, login, read, cached } = newSessionCache();
  const session = await read();
  expect(session).toMatchObject({ token: login.token(), userName: 'demo', projectName: 'demo' });
  expect(await sessionCache.isCurrent(dashboard, session)).toBe(true);
  login.switchProject('ops');
  expect(await sessionCache.isCurrent(dashboard, session)).toBe(false);
  expect(cached()).toBeNull();
});

it('is removed where the user logged out, and where it is no longer handed out', async () => {
  const { sessionCache, dashboard, login, read, cached } = newSessionCache();
  const session = await read();
  login.end();
  await expect(sessionCache.isCurrent(dashboard, session)).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  expect(cached()).toBeNull();

  const other = newSessionCache();
  await other.read();
  cloud.config.horizonClientToken = false;
  expect(await other.sessionCache.read(other.dashboard)).toBeNull();
  expect(other.cached()).toBeNull();
});

it('has a reading under way or not, so that those who join it can check the session', async () => {
  const { sessionCache, dashboard, login } = newSessionCache();
  expect(sessionCache.isReading(dashboard.root)).toBe(false);
  const reading = sessionCache.read(dashboard);
  expect(sessionCache.isReading(dashboard.root)).toBe(true);
  await reading;
  expect(sessionCache.isReading(dashboard.root)).toBe(false);
  login.end();
  sessionCache.invalidate(dashboard.root);
  await expect(sessionCache.read(dashboard)).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  expect(sessionCache.isReading(dashboard.root)).toBe(false);
});

it('is not read from a Skyline, which is not even asked', async () => {
  const { sessionCache } = newSessionCache();
  expect(await sessionCache.read({ root: cloud.horizonUrl, kind: 'skyline' })).toBeNull();
  expect(cloud.requests).toEqual([]);
});

it('is removed by invalidate', async () => {
  const { sessionCache, dashboard, read, cached } = newSessionCache();
  await read();
  sessionCache.invalidate(dashboard.root);
  expect(cached()).toBeNull();
});

it('is not cached where it was invalidated while it was read; the next call reads again', async () => {
  const { fetch, dashboard } = dashboardUser(cloud);
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const sessionCache = createDashboardSessionCache({ fetch: (input, init) => gate.then(() => fetch(input, init)) });
  const reading = sessionCache.read(dashboard);
  sessionCache.invalidate(dashboard.root);
  const again = sessionCache.read(dashboard);
  expect(again).not.toBe(reading);
  sessionCache.invalidate(dashboard.root);
  go();
  expect(await reading).not.toBeNull();
  expect(await again).not.toBeNull();
  expect(sessionCache.cached(dashboard.root)).toBeNull();
  await sessionCache.read(dashboard);
  expect(sessionCache.cached(dashboard.root)).not.toBeNull();
});
