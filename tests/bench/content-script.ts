import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { enableDashboard, logInToDashboard } from '@/tests/e2e/support/dashboard';
import { consentTo } from '@/tests/e2e/support/host-access';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { recordedPage } from '@/tests/fixtures/horizon/recorded';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';
import { type LongList, longList } from './long-list';
import type { Samples } from './samples';
import { type Cost, traced } from './trace';

/** Rows of the list; a page of Horizon has 20 unless a person wants more. */
export const ROWS = 100;
/** How long the page is left alone, in ms. */
export const IDLE = 3_000;
/** How long a list is looked at: long enough for the answer which servers can have no console, in ms. */
const LOOK = 1_500;
/** How many times a row is replaced as Horizon's poller does. */
const POLLS = 10;

const SCRIPT = 'horizon.js';
const BUTTON = 'button[data-novnc-for-openstack]';

/** What one script cost, in ms of the page's main thread. */
export interface ScriptTimes {
  /** the list, in a tab where somebody has logged in to Horizon before */
  list: Samples;
  /** the same by the clock */
  listByClock: Samples;
  /** the longest task of it */
  longest: Samples;
  /** the list as the first page of a new tab: the browser itself does much for the first time */
  first: Samples;
  firstByClock: Samples;
  /** a page of Horizon that has no servers, in that tab before */
  elsewhere: Samples;
  /** a row that the poller replaces */
  row: Samples;
  /** how often the script was called while the page was left alone, in all runs together */
  idleCalls: number;
}

/** Ours, the least script whose buttons could work, and a bare loop that adds as many buttons. */
export type Scripts = Record<'ours' | 'least' | 'plain', ScriptTimes>;

/** A browser whose extension has this script in the place of its own. */
interface Contender {
  chromium: Chromium;
  times: ScriptTimes;
  /** how many of its buttons have to be off in the end */
  off: number;
}

/**
 * Runs the built extension, and with it each of the scripts in turn, on pages that a real Horizon served, without their
 * scripts and styles.
 */
export async function measureContentScript(executablePath: string, runs: number): Promise<Scripts> {
  const cloud = await startFakeCloud();
  const closing: (() => Promise<void>)[] = [() => cloud.close()];
  try {
    const list = longList(cloud, ROWS);
    const enter = (script?: string) => start(executablePath, cloud, list, closing, script);
    const ours = await enter();
    const least = await enter('least.js');
    const plain = await enter('plain.js');
    for (let run = 0; run < runs; run += 1) {
      for (const contender of [ours, least, plain]) await visit(contender, cloud);
      ours.times.idleCalls += await callsWhileIdle(ours, cloud);
    }
    return { ours: ours.times, least: least.times, plain: plain.times };
  } finally {
    for (const close of closing.reverse()) await close().catch(console.error);
  }
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
  const times = { list: [], listByClock: [], longest: [], first: [], firstByClock: [], elsewhere: [], row: [] };
  return { chromium, times: { ...times, idleCalls: 0 }, off: script === undefined ? list.off : 0 };
}

/** Puts a script into the place of ours; the browser is told to compile it in the same way. */
async function replaceScript(folder: string, script: string): Promise<void> {
  const [hint = ''] = (await readFile(join(folder, SCRIPT), 'utf8')).split('\n', 1);
  const source = await readFile(join('tests/bench/scripts', script), 'utf8');
  await writeFile(join(folder, SCRIPT), `${hint}\n${source}`);
}

async function visit({ chromium, times, off }: Contender, { horizonUrl }: FakeCloud): Promise<void> {
  const page = await chromium.context.newPage();
  await page.goto(`${horizonUrl}auth/login/`);
  const elsewhere = await look(page, `${horizonUrl}project/api_access/`);
  times.elsewhere.push(elsewhere.cpu);
  const list = await look(page, `${horizonUrl}project/instances/`);
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
  const first = await look(other, `${horizonUrl}project/instances/`);
  await check(other, off);
  times.first.push(first.cpu);
  times.firstByClock.push(first.clock);
  await other.close();
}

function look(page: Page, url: string): Promise<Cost> {
  return traced(page, { script: SCRIPT, isAlone: true }, async () => {
    await page.goto(url);
    await page.waitForTimeout(LOOK);
  });
}

/** Nobody asks the page anything while it is measured; so whether all was done then is seen afterwards. */
async function check(page: Page, off: number): Promise<void> {
  const buttons = await page.locator(BUTTON).count();
  const buttonsOff = await page.locator(`${BUTTON}[aria-disabled=true]`).count();
  if (buttons !== ROWS || buttonsOff !== off) throw new Error(`${buttons} buttons on ${ROWS} rows, ${buttonsOff} off.`);
}

async function callsWhileIdle({ chromium }: Contender, { horizonUrl }: FakeCloud): Promise<number> {
  const page = await chromium.context.newPage();
  await look(page, `${horizonUrl}project/instances/`);
  const { tasks } = await traced(page, { script: SCRIPT, isAlone: false }, () => page.waitForTimeout(IDLE));
  await page.close();
  return tasks;
}

/**
 * Replaces a row in frames of their own, as the poller does with one whose server is busy. It is sent to the page:
 * nothing outside it is there.
 */
async function poll([button, polls]: readonly [string, number]): Promise<void> {
  for (let count = 0; count < polls; count += 1) {
    await new Promise(requestAnimationFrame);
    const row = document.querySelector('tr[data-object-id]:not(:has(.btn-console))');
    const fresh = row?.cloneNode(true) as Element | undefined;
    fresh?.querySelector(button)?.remove();
    if (fresh !== undefined) row?.replaceWith(fresh);
  }
  // One for what follows the last of them.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}
