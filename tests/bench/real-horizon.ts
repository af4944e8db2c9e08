import type { BrowserContext } from '@playwright/test';
import { freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import type { DashboardPageObject } from '@/tests/e2e/support/dashboard';
import { consentTo } from '@/tests/e2e/support/host-access';
import { killWorker } from '@/tests/e2e/support/worker';
import { serversOf, signInToApi } from '@/tests/openstack/support/api';
import { mainCloud } from '@/tests/openstack/support/clouds-yaml';
import { HORIZON_URL, openHorizon } from '@/tests/openstack/support/horizon';
import { build } from '@/tests/tools/build';
import { ensureBrowser } from '@/tests/tools/ensure-browser';
import { runTool, ToolError } from '@/tests/tools/tool-error';
import { median, type Samples, table } from './samples';

const RUNS = 11;
const LIST = 'project/instances/';

/**
 * Times from the click in a real Horizon's list of instances to the request for the console's page: by the button, and by
 * Horizon's own Console action, whose page has the console in a frame. In turn, in one run.
 */
await runTool(async () => {
  if (HORIZON_URL === '') throw new ToolError('HORIZON_URL names no Horizon.');
  const executablePath = ensureBrowser('chromium');
  await build('chrome');
  const entry = mainCloud();
  const api = await signInToApi(entry);
  const active = (await serversOf(api)).find(({ status }) => status === 'ACTIVE');
  if (active === undefined) throw new ToolError('No server is active.');
  const profile = await freshProfile();
  const chromium = await launchChromium({ executablePath, userDataDir: profile.path });
  try {
    await consentTo(chromium, `*://${new URL(api.novaUrl).hostname}/*`);
    const { view } = await openHorizon(chromium, entry, LIST);
    const horizonAction: Samples = [];
    const button: Samples = [];
    const cold: Samples = [];
    // The first round warms up and is not counted.
    for (let run = -1; run < RUNS; run += 1) {
      const direct = await byButton(chromium.context, view, active.name);
      const slow = await byHorizon(view, active.id);
      await killWorker(chromium);
      const first = await byButton(chromium.context, view, active.name);
      if (run >= 0) {
        button.push(direct);
        cold.push(first);
        horizonAction.push(slow);
      }
    }
    console.log(`\nMedians (fastest–slowest) in ms of ${RUNS} clicks each.\n`);
    const rows = [
      { what: 'click → console page requested', base: horizonAction, measured: button },
      { what: 'the same, the worker was ended before', base: horizonAction, measured: cold },
    ];
    console.log(table("a console from Horizon's list", ["Horizon's own action", 'Open noVNC'], rows).join('\n'));
    const times = (samples: Samples) => (median(horizonAction) / median(samples)).toFixed(1);
    console.log(`\nOpen noVNC is ${times(button)} times as fast, ${times(cold)} times with a new worker.`);
    return 0;
  } finally {
    await chromium.close();
    await profile.remove();
  }
});

/** On a list that was just loaded; the background keeps what it knows of the session, unless its worker has ended. */
async function byButton(context: BrowserContext, view: DashboardPageObject, name: string): Promise<number> {
  await view.page.goto(`${HORIZON_URL}${LIST}`);
  const button = view.button(name);
  const clickedAt = button.evaluate(
    (target) =>
      new Promise<number>((done) =>
        target.addEventListener('click', () => done(performance.timeOrigin + performance.now())),
      ),
  );
  const [page] = await Promise.all([context.waitForEvent('page'), button.click()]);
  await page.waitForURL(isConsole, { waitUntil: 'commit' });
  const navigatedAt = await page.evaluate(() => performance.timeOrigin);
  await page.close();
  return navigatedAt - (await clickedAt);
}

/** By Horizon's Console action; its page loads the console in a frame. */
async function byHorizon(view: DashboardPageObject, id: string): Promise<number> {
  await view.page.goto(`${HORIZON_URL}${LIST}`);
  const row = view.page.locator(`tr[data-object-id="${id}"]`);
  const action = row.locator(`[id="instances__row_${id}__action_console"]`);
  if (!(await action.isVisible())) await row.locator('[data-toggle=dropdown]').click();
  const began = performance.timeOrigin + performance.now();
  await action.click({ noWaitAfter: true });
  const frame = await (await view.page.waitForSelector('iframe#console_embed', { state: 'attached' })).contentFrame();
  await frame?.waitForURL(isConsole, { waitUntil: 'commit' });
  return ((await frame?.evaluate(() => performance.timeOrigin)) ?? Number.NaN) - began;
}

/** Nova's console URLs have a token, in one of two spellings (nova/objects/console_auth_token.py). */
function isConsole(url: URL): boolean {
  return /[?&]token=|token%3D/i.test(url.search);
}
