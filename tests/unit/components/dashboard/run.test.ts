// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { runDashboard } from '@/components/dashboard/run';
import { listPage } from '@/tests/fixtures/horizon/pages';
import { SCRIPT_STARTED } from '@/utils/content/lifecycle';
import { horizon } from '@/utils/dashboards/horizon/page';
import { buttons, deferred, letPendingRun, show } from './page';

const noticed = vi.fn();
const end = () => document.dispatchEvent(new Event(SCRIPT_STARTED));

beforeEach(() => {
  vi.stubGlobal('browser', fakeBrowser);
  vi.stubGlobal('chrome', fakeBrowser);
  show(listPage());
  document.addEventListener(SCRIPT_STARTED, noticed);
});
afterEach(() => {
  document.removeEventListener(SCRIPT_STARTED, noticed);
  noticed.mockReset();
  end();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** Plays the background, which answers when the test says. */
function background() {
  const { promise, resolve } = deferred<unknown>();
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(() => promise as Promise<never>);
  return resolve;
}

describe('where the browser runs scripts on all ports of a host', () => {
  beforeEach(() => {
    vi.stubEnv('FIREFOX', 'true');
  });

  it('shows a page of another port nothing: neither a button nor an event', async () => {
    const answer = background();
    runDashboard(horizon);
    await letPendingRun();
    expect(buttons()).toEqual([]);
    answer({ ok: false, problem: { code: 'DASHBOARD_DISABLED', facts: {} } });
    await letPendingRun();
    expect(buttons()).toEqual([]);
    expect(noticed).not.toHaveBeenCalled();
  });

  it("the dashboard's own gets its buttons with the answer", async () => {
    const answer = background();
    runDashboard(horizon);
    answer({ ok: true, value: null });
    await letPendingRun();
    expect(buttons()).not.toEqual([]);
  });
});

it('a prerendered page is started when it is shown', () => {
  background();
  let isReady = true;
  Object.defineProperty(document, 'prerendering', { configurable: true, get: () => isReady });
  runDashboard(horizon);
  expect(buttons()).toEqual([]);
  isReady = false;
  document.dispatchEvent(new Event('prerenderingchange'));
  expect(buttons()).not.toEqual([]);
});
