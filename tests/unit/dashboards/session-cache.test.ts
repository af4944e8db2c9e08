import { expect, it } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { dashboardPerson } from '@/tests/unit/support/dashboard-person';
import { createBorrowed } from '@/utils/dashboards/session-cache';

const cloud = fakeCloud();

function lender() {
  const { fetch, login, dashboard } = dashboardPerson(cloud);
  return { borrowed: createBorrowed({ fetch }), login, dashboard };
}

it('is asked for once, however many ask', async () => {
  const { borrowed, dashboard } = lender();
  const [one, two] = await Promise.all([borrowed.read(dashboard), borrowed.read(dashboard)]);
  expect(one).toBe(two);
  expect(cloud.requests).toHaveLength(2);
  expect(borrowed.known(dashboard.root)).toBe(one);
});

it('is not good any more where only its region was switched', async () => {
  const { borrowed, dashboard, login } = lender();
  const session = await borrowed.read(dashboard);
  login.switchRegion('RegionTwo');
  expect(await borrowed.still(dashboard, session ?? expect.unreachable())).toBe(false);
});

it('is good as long as the login has this token', async () => {
  const { borrowed, dashboard, login } = lender();
  const session = await borrowed.read(dashboard);
  if (session === null) throw new Error('none');
  expect(session).toMatchObject({ token: login.token(), userName: 'demo', projectName: 'demo' });
  expect(await borrowed.still(dashboard, session)).toBe(true);
  login.switchProject('ops');
  expect(await borrowed.still(dashboard, session)).toBe(false);
  expect(borrowed.known(dashboard.root)).toBeNull();
});

it('is forgotten where the person logged out, and where it is no longer handed out', async () => {
  const { borrowed, dashboard, login } = lender();
  const session = await borrowed.read(dashboard);
  if (session === null) throw new Error('none');
  login.end();
  await expect(borrowed.still(dashboard, session)).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  expect(borrowed.known(dashboard.root)).toBeNull();

  const other = lender();
  await other.borrowed.read(other.dashboard);
  cloud.knobs.horizonClientToken = false;
  expect(await other.borrowed.read(other.dashboard)).toBeNull();
  expect(other.borrowed.known(other.dashboard.root)).toBeNull();
});

it('tells whether somebody reads it, so that who joins can ask whether it is still so', async () => {
  const { borrowed, dashboard, login } = lender();
  expect(borrowed.isReading(dashboard.root)).toBe(false);
  const reading = borrowed.read(dashboard);
  expect(borrowed.isReading(dashboard.root)).toBe(true);
  await reading;
  expect(borrowed.isReading(dashboard.root)).toBe(false);
  login.end();
  borrowed.drop(dashboard.root);
  await expect(borrowed.read(dashboard)).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  expect(borrowed.isReading(dashboard.root)).toBe(false);
});

it('is not lent by a Skyline, which is not even asked', async () => {
  const { borrowed } = lender();
  expect(await borrowed.read({ root: cloud.horizonUrl, kind: 'skyline' })).toBeNull();
  expect(cloud.requests).toEqual([]);
});

it('is dropped when told so', async () => {
  const { borrowed, dashboard } = lender();
  await borrowed.read(dashboard);
  borrowed.drop(dashboard.root);
  expect(borrowed.known(dashboard.root)).toBeNull();
});

it('is not kept where it was dropped while it was being read; the next to ask reads anew', async () => {
  const { fetch, dashboard } = dashboardPerson(cloud);
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const borrowed = createBorrowed({
    fetch: async (input, init) => {
      await gate;
      return fetch(input, init);
    },
  });
  const reading = borrowed.read(dashboard);
  borrowed.drop(dashboard.root);
  const again = borrowed.read(dashboard);
  expect(again).not.toBe(reading);
  borrowed.drop(dashboard.root);
  go();
  expect(await reading).not.toBeNull();
  expect(await again).not.toBeNull();
  expect(borrowed.known(dashboard.root)).toBeNull();
  await borrowed.read(dashboard);
  expect(borrowed.known(dashboard.root)).not.toBeNull();
});
