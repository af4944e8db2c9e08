import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { enableDashboard, logInToDashboard } from '@/tests/e2e/support/dashboard';
import { consentTo } from '@/tests/e2e/support/host-access';
import { killWorker } from '@/tests/e2e/support/worker';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { recordedPage } from '@/tests/fixtures/horizon/recorded';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';
import { type LongList, longList } from './long-list';
import type { Samples } from './samples';
import { type Cost, traced } from './trace';

/** Rows of the list; Horizon's default is 20. */
export const ROWS = 100;
/** Length of the idle measurement, in ms. */
export const IDLE = 3_000;
/** Length of a list's measurement, in ms: includes the answer about servers without a console. */
const PAGE_MS = 1_500;
/** How many times a row is replaced, as by Horizon's polling. */
const POLLS = 10;

const SCRIPT = 'horizon.js';
const BUTTON = 'button[data-novnc-for-openstack]';

/** Times of one script, in ms of the page's main thread. */
export interface ScriptTimes {
  /** the list, after Horizon's login page in the same tab */
  list: Samples;
  /** the same in wall-clock time */
  listByClock: Samples;
  /** its longest task */
  longest: Samples;
  /** the list as the first page of a new tab, with the browser's own start-up cost */
  first: Samples;
  firstByClock: Samples;
  /** a page without servers */
  otherPage: Samples;
  /** a replaced row */
  row: Samples;
  /** the script's tasks on an idle page, in all runs together */
  idleCalls: number;
}

/** The extension's script, a minimal script with working buttons, and a loop that only adds buttons. */
export type Scripts = Record<'extension' | 'minimal' | 'plain', ScriptTimes>;

/** A browser with one of the scripts. */
interface Contender {
  chromium: Chromium;
  times: ScriptTimes;
  /** how many of its buttons must be disabled in the end */
  off: number;
}

/**
 * Runs each script in the built extension, in turn, on recorded pages of a real Horizon without their
 * scripts and styles.
 */
export async function measureContentScript(executablePath: string, runs: number): Promise<Scripts> {
  const cloud = await startFakeCloud();
  const closing: (() => Promise<void>)[] = [() => cloud.close()];
  try {
    const list = longList(cloud, ROWS);
    const enter = (script?: string) => start(executablePath, cloud, list, closing, script);
    const extension = await enter();
    const minimal = await enter('minimal.js');
    const plain = await enter('plain.js');
    for (let run = 0; run < runs; run += 1) {
      for (const contender of [extension, minimal, plain]) {
        await resetLimits(contender.chromium);
        await visit(contender, cloud);
      }
      extension.times.idleCalls += await callsWhileIdle(extension, cloud);
    }
    return { extension: extension.times, minimal: minimal.times, plain: plain.times };
  } finally {
    for (const close of closing.reverse()) await close().catch(console.error);
  }
}

/** Ends the worker, whose limits for a dashboard's questions are made for people: they load fewer pages. */
async function resetLimits(chromium: Chromium): Promise<void> {
  const page = await chromium.open('options.html');
  await killWorker(chromium);
  await page.close();
}

async function start(
  executablePath: string,
  cloud: FakeCloud,
  list: LongList,
  closing: (() => Promise<void>)[],
  script?: string,
): Promise<Contender> {
  const profile = await freshProfile();
  closing.push(() => profile.remove());
  const folder = await mkdtemp(join(tmpdir(), 'novnc-bench-'));
  closing.push(() => rm(folder, { recursive: true }));
  await cp(CHROMIUM_EXTENSION, folder, { recursive: true });
  if (script !== undefined) await replaceScript(folder, script);
  const chromium = await launchChromium({ executablePath, userDataDir: profile.path, extensions: [folder] });
  closing.push(() => chromium.close());
  await consentTo(chromium, 'http://127.0.0.1/*');
  await logInToDashboard(chromium, cloud);
  const settings = await enableDashboard(chromium, cloud.horizonUrl);
  await settings.close();
  const pages = {
    'auth/login/': recordedPage('login'),
    'project/api_access/': recordedPage('api-access'),
    'project/instances/': list.html,
  };
  for (const [path, body] of Object.entries(pages)) {
    await chromium.context.route(cloud.horizonUrl + path, (route) => route.fulfill({ contentType: 'text/html', body }));
  }
  const times = { list: [], listByClock: [], longest: [], first: [], firstByClock: [], otherPage: [], row: [] };
  return { chromium, times: { ...times, idleCalls: 0 }, off: script === undefined ? list.off : 0 };
}

/** Replaces the extension's script, with the same hint to compile it eagerly. */
async function replaceScript(folder: string, script: string): Promise<void> {
  const [hint = ''] = (await readFile(join(folder, SCRIPT), 'utf8')).split('\n', 1);
  const source = await readFile(join('tests/bench/scripts', script), 'utf8');
  await writeFile(join(folder, SCRIPT), `${hint}\n${source}`);
}

async function visit({ chromium, times, off }: Contender, { horizonUrl }: FakeCloud): Promise<void> {
  const page = await chromium.context.newPage();
  await page.goto(`${horizonUrl}auth/login/`);
  const otherPage = await measurePage(page, `${horizonUrl}project/api_access/`);
  times.otherPage.push(otherPage.cpu);
  const list = await measurePage(page, `${horizonUrl}project/instances/`);
  await check(page, off);
  times.list.push(list.cpu);
  times.listByClock.push(list.clock);
  times.longest.push(list.longest);
  const polled = await traced(page, { script: SCRIPT, isAlone: false }, () =>
    page.evaluate(poll, [BUTTON, POLLS] as const),
  );
  times.row.push(polled.cpu / POLLS);
  await page.close();

  const other = await chromium.context.newPage();
  const first = await measurePage(other, `${horizonUrl}project/instances/`);
  await check(other, off);
  times.first.push(first.cpu);
  times.firstByClock.push(first.clock);
  await other.close();
}

function measurePage(page: Page, url: string): Promise<Cost> {
  return traced(page, { script: SCRIPT, isAlone: true }, async () => {
    await page.goto(url);
    await page.waitForTimeout(PAGE_MS);
  });
}

/** Checks after the measurement, which must not be disturbed, that the buttons are complete. */
async function check(page: Page, off: number): Promise<void> {
  const buttons = await page.locator(BUTTON).count();
  const buttonsOff = await page.locator(`${BUTTON}[aria-disabled=true]`).count();
  if (buttons !== ROWS || buttonsOff !== off) throw new Error(`${buttons} buttons on ${ROWS} rows, ${buttonsOff} off.`);
}

async function callsWhileIdle({ chromium }: Contender, { horizonUrl }: FakeCloud): Promise<number> {
  const page = await chromium.context.newPage();
  await measurePage(page, `${horizonUrl}project/instances/`);
  const { tasks } = await traced(page, { script: SCRIPT, isAlone: false }, () => page.waitForTimeout(IDLE));
  await page.close();
  return tasks;
}

/**
 * Replaces a row, one per frame, as Horizon's polling does with a pending server. It runs in the page, without access
 * to this module.
 */
async function poll([button, polls]: readonly [string, number]): Promise<void> {
  for (let count = 0; count < polls; count += 1) {
    await new Promise(requestAnimationFrame);
    const row = document.querySelector('tr[data-object-id]:not(:has(.btn-console))');
    const fresh = row?.cloneNode(true) as Element | undefined;
    fresh?.querySelector(button)?.remove();
    if (fresh !== undefined) row?.replaceWith(fresh);
  }
  // For the work after the last one.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}
