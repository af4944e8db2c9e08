import { expect, type Worker } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import { newTab, openPopup } from '@/tests/e2e/support/journey';
import type { PopupPageObject } from '@/tests/e2e/support/popup-page';
import type { Samples } from './samples';
import type { BenchSetup } from './setup';
import { type HttpWatch, watchHttp } from './watch-http';

/** Times of opening a console, in ms. */
export interface ClickTimes {
  /** from Enter, or from the start of the plain script, to the request for the console page */
  total: Samples;
  /** from Nova's answer to the request for the console page */
  leaving: Samples;
}

/** Latency of Keystone and Nova, in ms. */
export const LATENCY = 100;
const SERVER = 'load-0001';

/** Opens a server's console `runs` times by Enter, in turn with a plain script that signs in, requests and opens. */
export async function measureClicks(
  { chromium, cloud }: BenchSetup,
  runs: number,
): Promise<{ warm: ClickTimes; plain: ClickTimes }> {
  const warm: ClickTimes = { total: [], leaving: [] };
  const plain: ClickTimes = { total: [], leaving: [] };
  const popup = await openPopup(chromium);
  await popup.search.fill(SERVER);
  await expect(popup.options).toHaveCount(1);
  const [worker] = chromium.context.serviceWorkers();
  if (worker === undefined) throw new Error('The extension has no worker.');
  cloud.config.latencyMs.keystone = LATENCY;
  cloud.config.latencyMs.nova = LATENCY;
  const target = { authUrl: cloud.authUrl, novaUrl: cloud.novaUrl, serverId: cloud.server(SERVER).id };
  const watch = watchHttp();
  try {
    for (let run = 0; run < runs; run += 1) {
      await clickOnce(chromium, watch, warm, () => pressEnter(popup));
      await clickOnce(chromium, watch, plain, () => runPlainScript(worker, target));
    }
  } finally {
    watch.stop();
    cloud.config.latencyMs.keystone = 0;
    cloud.config.latencyMs.nova = 0;
    await popup.page.close();
  }
  return { warm, plain };
}

/** Measures one console; `act` returns its start in ms since the epoch. */
async function clickOnce(
  chromium: Chromium,
  watch: HttpWatch,
  times: ClickTimes,
  act: () => Promise<number>,
): Promise<void> {
  watch.reset();
  let began = 0;
  const tab = await newTab(chromium, async () => {
    began = await act();
  });
  const answered = watch.answered(/\/remote-consoles$/);
  const requested = watch.requested(/^\/vnc_lite\.html/);
  times.leaving.push(requested - answered);
  times.total.push(requested - began);
  await tab.close();
}

/** @returns the time of the page's keydown event */
async function pressEnter({ page, search }: PopupPageObject): Promise<number> {
  await page.bringToFront();
  const heard = page.evaluate(
    () =>
      new Promise<number>((done) => {
        addEventListener('keydown', () => done(performance.timeOrigin + performance.now()), {
          once: true,
          capture: true,
        });
      }),
  );
  await search.press('Enter');
  return heard;
}

interface Target {
  authUrl: string;
  novaUrl: string;
  serverId: string;
}

/** The shortest script: sign in, request the console, open it. In the worker: pages may send no request. @returns its start */
function runPlainScript(worker: Worker, target: Target): Promise<number> {
  return worker.evaluate(async ({ authUrl, novaUrl, serverId }) => {
    const began = performance.timeOrigin + performance.now();
    const domain = { name: 'Default' };
    const password = { user: { name: 'demo', domain, password: 'password' } };
    const scope = { project: { name: 'ops', domain } };
    const token = await fetch(`${authUrl}/auth/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ auth: { identity: { methods: ['password'], password }, scope } }),
    });
    const console = await fetch(`${novaUrl}/servers/${serverId}/remote-consoles`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Auth-Token': token.headers.get('X-Subject-Token') ?? '',
        'OpenStack-API-Version': 'compute 2.6',
      },
      body: JSON.stringify({ remote_console: { protocol: 'vnc', type: 'novnc' } }),
    });
    const { remote_console } = await console.json();
    await chrome.tabs.create({ url: remote_console.url });
    return began;
  }, target);
}
