// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { runDashboard } from '@/components/dashboard/run';
import { listPage } from '@/tests/fixtures/horizon/pages';
import { SCRIPT_STARTED } from '@/utils/content/lifecycle';
import { horizon } from '@/utils/dashboards/horizon/page';
import { buttons, deferred, letPendingRun, show } from './page';

const onScriptStarted = vi.fn();
const endScripts = () => document.dispatchEvent(new Event(SCRIPT_STARTED));

beforeEach(() => {
  vi.stubGlobal('browser', fakeBrowser);
  vi.stubGlobal('chrome', fakeBrowser);
  show(listPage());
  document.addEventListener(SCRIPT_STARTED, onScriptStarted);
});
afterEach(() => {
  document.removeEventListener(SCRIPT_STARTED, onScriptStarted);
  onScriptStarted.mockReset();
  endScripts();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** Replaces the background. @returns gives its answer */
function stubBackground() {
  const { promise, resolve } = deferred<unknown>();
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(() => promise as Promise<never>);
  return resolve;
}

describe('where the browser runs scripts on all ports of a host', () => {
  beforeEach(() => {
    vi.stubEnv('FIREFOX', 'true');
  });

  it('adds no button to a page of another port, and dispatches no event there', async () => {
    const answer = stubBackground();
    runDashboard(horizon);
    await letPendingRun();
    expect(buttons()).toEqual([]);
    answer({ ok: false, problem: { code: 'DASHBOARD_DISABLED', facts: {} } });
    await letPendingRun();
    expect(buttons()).toEqual([]);
    expect(onScriptStarted).not.toHaveBeenCalled();
  });

  it('a page of the dashboard gets its buttons once the background has answered', async () => {
    const answer = stubBackground();
    runDashboard(horizon);
    answer({ ok: true, value: null });
    await letPendingRun();
    expect(buttons()).not.toEqual([]);
  });
});

it('a prerendered page is started when it is shown', () => {
  stubBackground();
  let isPrerendering = true;
  Object.defineProperty(document, 'prerendering', { configurable: true, get: () => isPrerendering });
  runDashboard(horizon);
  expect(buttons()).toEqual([]);
  isPrerendering = false;
  document.dispatchEvent(new Event('prerenderingchange'));
  expect(buttons()).not.toEqual([]);
});
