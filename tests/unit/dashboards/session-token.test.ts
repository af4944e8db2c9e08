import '@/tests/unit/setup/i18n';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoProfile } from '@/tests/unit/support/profile';
import { asked, newWorker } from '@/tests/unit/support/worker';
import { resolveOffers } from '@/utils/dashboards/offers';
import { createDashboardTokenReader } from '@/utils/dashboards/session-token';
import { addDashboard } from '@/utils/dashboards/store';
import { explain } from '@/utils/explain/explain';
import { findCloud, putClouds } from '@/utils/storage/clouds';

/** Leads all that ask it to the real Horizon. */
const DECOY = 'https://dashboard.evil.example/';
/** Answers as a Keystone does. */
const KEYSTONE = 'https://keystone.evil.example/v3';
const cloud = fakeCloud();
let user: ReturnType<typeof dashboardUser>;

beforeEach(() => {
  user = dashboardUser(cloud);
});

/** Every request that was sent: URL, headers and body. */
function recordingFetch() {
  const recordedRequests: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = String(input);
    recordedRequests.push([url, JSON.stringify([...new Headers(init.headers)]), String(init.body ?? '')].join(' '));
    if (url.startsWith(KEYSTONE)) return user.fetch(url.replace(KEYSTONE, cloud.authUrl), init);
    if (!url.startsWith(DECOY)) return user.fetch(input, init);
    if (init.redirect === 'manual') return Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    return user.fetch(url.replace(DECOY, cloud.horizonUrl), init);
  };
  return { recordedRequests, fetch };
}
const sessionProfile = (authUrl: string, dashboardUrl: string) =>
  demoProfile(authUrl, { signIn: { method: 'horizon_session' }, dashboardUrl, remember: 'device' });

describe('a dashboard whose address leads to another one', () => {
  it("gives no token, but an error, and the other's token is sent to no cloud", async () => {
    const { recordedRequests, fetch } = recordingFetch();
    const worker = newWorker(fetch);
    const profile = sessionProfile(KEYSTONE, DECOY);
    const facts = { host: 'dashboard.evil.example' };
    const problem = { code: 'DASHBOARD_OTHER_HOST' as const, facts };
    await expect(worker.accounts.save({ profile, verify: true })).rejects.toMatchObject(problem);
    await expect(worker.accounts.test({ profile })).rejects.toMatchObject(problem);
    await worker.accounts.save({ profile, verify: false });
    await expect(worker.serverLists.projects(profile.id)).rejects.toMatchObject(problem);
    expect(recordedRequests.length).toBeGreaterThan(5);
    expect(recordedRequests.filter((one) => one.includes(user.login.token()))).toEqual([]);
    expect(recordedRequests.filter((one) => one.includes(cloud.horizonUrl))).toEqual([]);
    expect(explain(problem).sentence).toContain('dashboard.evil.example');
  });

  it('does not change the profile of a cloud that uses its session', async () => {
    await putClouds([sessionProfile(cloud.authUrl, DECOY)]);
    await resolveOffers(DECOY, { root: cloud.horizonUrl, kind: 'horizon' });
    expect((await findCloud('cloud-1'))?.dashboardUrl).toBe(DECOY);
    await putClouds([demoProfile(cloud.authUrl, { dashboardUrl: DECOY })]);
    await resolveOffers(DECOY, { root: cloud.horizonUrl, kind: 'horizon' });
    expect((await findCloud('cloud-1'))?.dashboardUrl).toBe(cloud.horizonUrl);
  });
});

describe("a dashboard whose root is below another's", () => {
  it('gives its own token', async () => {
    const outer = new URL('/', cloud.horizonUrl).href;
    await addDashboard({ root: outer, kind: 'skyline' });
    const dashboardToken = await createDashboardTokenReader({ fetch: user.fetch })(cloud.horizonUrl);
    expect(dashboardToken).toMatchObject({ root: cloud.horizonUrl, token: user.login.token() });
  });
});

it("sends one request where the address is the dashboard's root", async () => {
  await createDashboardTokenReader({ fetch: user.fetch })(cloud.horizonUrl);
  expect(asked(cloud)).toEqual(['GET /horizon/api/keystone/user-session/']);
});
