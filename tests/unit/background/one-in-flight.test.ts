import '@/tests/unit/setup/i18n';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, dashboardUser, tabsOpenedBy } from '@/tests/unit/support/dashboard-user';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { browser } from '@/utils/browser';
import { addDashboard } from '@/utils/dashboards/store';
import { answer } from '@/utils/messaging/gate';
import { createLimits } from '@/utils/messaging/limits';
import type { Sender } from '@/utils/messaging/sender';
import { activity } from '@/utils/storage/activity';
import { lastConsole } from '@/utils/storage/last-console';

const cloud = fakeCloud({ password: PASSWORD });
const REQUEST = '3b7d1f6e-9c1a-4f43-8a5b-0d9e8c7b6a51';

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));

/** A worker of a user who is logged in to the dashboard, with a saved cloud, and its gate. */
async function startGate() {
  const user = dashboardUser(cloud);
  const worker = newWorker(user.fetch);
  await addDashboard(user.dashboard);
  const profile = demoProfile(cloud.authUrl);
  await worker.accounts.save({ profile, credential: CREDENTIAL, verify: true });
  const limits = createLimits();
  const extensionOrigin = browser.runtime.getURL('/').slice(0, -1);
  const popup: Sender = { id: browser.runtime.id, origin: extensionOrigin, url: `${extensionOrigin}/popup.html` };
  const content: Sender = {
    ...{ id: browser.runtime.id, frameId: 0, origin: new URL(cloud.horizonUrl).origin },
    ...{ url: `${cloud.horizonUrl}project/instances/`, tab: { id: 7, windowId: 3 } },
  };
  const send = async (name: string, data: unknown) =>
    answer(worker.routes, { name, data }, name === 'dashboardOpen' ? content : popup, limits);
  const { checkStatus: blocked, ...server } = place();
  await lastConsole.put({ from: 'cloud', ...server, blocked });
  cloud.resetRequests();
  return { ...user, send };
}
const place = () => ({
  ...{ cloudId: 'cloud-1', projectId: cloud.project('demo').id, region: 'RegionOne', checkStatus: false },
  ...{ serverId: cloud.server('web-01').id, serverName: 'web-01' },
});
const consolesAsked = () => cloud.requests.filter(({ path }) => path.endsWith('/remote-consoles')).length;

type Gate = Awaited<ReturnType<typeof startGate>>;
type Case = [what: string, name: string, dataOf: (gate: Gate) => object];

const clickIn = ({ page }: Gate) => ({ page, server: clicked(cloud, 'web-01') });
const actionIn = (gate: Gate) => {
  const tab = { windowId: null, cookieJar: 'normal' };
  return { kind: 'dashboard', root: gate.dashboard.root, ...clickIn(gate), tab };
};
const CASES: Case[] = [
  ['a click in the popup', 'openConsole', place],
  ['the last console', 'reopenLastConsole', () => ({})],
  ['a click that waited', 'performAction', () => ({ pendingAction: { ...place(), kind: 'open' } })],
  ['the last console, which waited', 'performAction', () => ({ pendingAction: { kind: 'reopen' } })],
  ['a click in a dashboard that waited', 'performAction', (gate) => ({ pendingAction: actionIn(gate) })],
  ['a click in a dashboard', 'dashboardOpen', clickIn],
];
/** As many as one tab of a dashboard may have waiting. */
const timesOf = (name: string) => (name === 'dashboardOpen' ? 5 : 10);

describe('the same request several times at once', () => {
  it.each(CASES)('gets one console and opens one tab: %s', async (_, name, dataOf) => {
    const gate = await startGate();
    const send = () => gate.send(name, { ...dataOf(gate), requestId: REQUEST });
    const opened = await tabsOpenedBy(async () => {
      const answers = await Promise.all(Array.from({ length: timesOf(name) }, send));
      for (const answer of answers) expect(answer).toMatchObject({ ok: true });
      // Later it finds the tab.
      expect(await send()).toMatchObject({ ok: true });
    });
    expect(opened).toBe(1);
    expect(consolesAsked()).toBe(1);
    expect(await activity.list()).toHaveLength(1);
  });

  it.each(CASES)('fails once, and can be sent again: %s', async (_, name, dataOf) => {
    const gate = await startGate();
    cloud.fail({ service: 'nova', method: 'POST', status: 409, times: 1 });
    const send = () => gate.send(name, { ...dataOf(gate), requestId: REQUEST });
    expect(await tabsOpenedBy(() => Promise.all(Array.from({ length: timesOf(name) }, send)))).toBe(0);
    expect(consolesAsked()).toBe(1);
    expect(await tabsOpenedBy(send)).toBe(1);
  });

  it('by popup and dashboard opens one tab', async () => {
    const gate = await startGate();
    const sendBoth = () =>
      Promise.all([
        gate.send('dashboardOpen', { ...clickIn(gate), requestId: REQUEST }),
        gate.send('performAction', { pendingAction: actionIn(gate), requestId: REQUEST }),
      ]);
    expect(await tabsOpenedBy(sendBoth)).toBe(1);
  });

  it.each(['', 'request-1', 'x'.repeat(255), `${REQUEST} `, 1, null])(
    'is refused without a UUID: %j',
    async (requestId) => {
      const gate = await startGate();
      for (const [, name, dataOf] of CASES)
        expect(await gate.send(name, { ...dataOf(gate), requestId })).toMatchObject({ ok: false });
      expect(cloud.requests).toEqual([]);
    },
  );
});
