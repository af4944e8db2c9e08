import { describe, expect, it, vi } from 'vitest';
import { browser } from '@/utils/browser';
import { MAX_NAME_LENGTH } from '@/utils/clouds/names';
import type { Routes } from '@/utils/messaging/gate';
import type { Sender } from '@/utils/messaging/sender';
import { ask, SAMPLE } from './sample';

const ROOT = 'https://horizon.example.org/horizon/';
const { id } = browser.runtime;
const extensionOrigin = browser.runtime.getURL('/').slice(0, -1);
const popup: Sender = { id, origin: extensionOrigin, url: `${extensionOrigin}/popup.html` };
const content: Sender = {
  ...{ id, tab: { id: 7 }, frameId: 0, origin: 'https://horizon.example.org', url: `${ROOT}project/instances/` },
};
const handled = vi.fn(async (_request: unknown) => null);
const everyHandler = new Proxy({}, { get: () => handled });
const routes: Routes<{ root: string }> = {
  pages: everyHandler as Routes<never>['pages'],
  dashboards: everyHandler as Routes<{ root: string }>['dashboards'],
  dashboardOf: async () => ({ root: ROOT }),
  problemOf: () => ({ code: 'INTERNAL', facts: {} }),
};

/** The sample with each name in it replaced. */
function sampleWith(name: string): object {
  const page = { ...SAMPLE.page, userName: name, projectName: name, domainName: name, regionName: name };
  const server = { ...SAMPLE.server, name };
  const actions = {
    open: { ...SAMPLE.pendingAction, serverName: name },
    dashboard: { kind: 'dashboard', root: ROOT, page, server, tab: { windowId: 3, cookieJar: 'normal' } },
  };
  return { ...SAMPLE, page, server, serverName: name, pendingAction: actions.dashboard, actions };
}

describe('a name that a page or a cloud made longer than names are', () => {
  const LENGTHS = { ['x'.repeat(256)]: 255, ['x'.repeat(3_000_000)]: 255, [`${'x'.repeat(254)}🦊`]: 254 };
  const cases = Object.entries(LENGTHS).flatMap(([name, length]) =>
    (
      [
        ['dashboardOpen', content],
        ['dashboardObstacles', content],
        ['dashboardCacheSession', content],
        ['dashboardOpenSettings', content],
        ['openConsole', popup],
        ['performAction', popup],
        ['queueUntilGranted', popup],
      ] as const
    ).map(([message, sender]) => ({ message, sender, name, length, of: name.length })),
  );

  it.each(cases)('is cut and the message handled: $message, of $of', async ({ message, sender, name, length }) => {
    handled.mockClear();
    expect(await ask(routes, message, sampleWith(name), sender)).toEqual({ ok: true, value: null });
    const names: string[] = [];
    JSON.stringify(handled.mock.calls[0]?.[0], (key, value: unknown) => {
      if (/[nN]ame$/.test(key) && typeof value === 'string') names.push(value);
      return value;
    });
    expect(names.length).toBeGreaterThan(0);
    for (const one of names) expect(one).toHaveLength(length);
    expect(length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
  });
});
