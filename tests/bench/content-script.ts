import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { enableDashboard, logIn } from '@/tests/e2e/support/dashboard';
import { consentTo } from '@/tests/e2e/support/host-access';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { recordedPage } from '@/tests/fixtures/horizon/recorded';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';
import type { Samples } from './samples';
import { type Cost, traced } from './trace';

/** Rows of the list; a page of Horizon has 20 unless a person wants more. */
export const ROWS = 100;
/** How long the page is left alone, in ms. */
export const IDLE = 3_000;
/** How long a page is looked at once it has its buttons, in ms. */
const AFTER = 500;
/** How many rows are replaced as Horizon's poller does. */
const POLLS = 10;

const SCRIPT = 'dashboard.js';
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
  close(): Promise<void>;
}

/** Runs the built extension, and with it each of the scripts in turn, on pages that a real Horizon served. */
export async function measureContentScript(executablePath: string, runs: number): Promise<Scripts> {
  const cloud = await startFakeCloud();
  const contenders: Contender[] = [];
  const compete = async (script?: string) => {
    const contender = await enter(executablePath, cloud, script);
    contenders.push(contender);
    return contender;
  };
  try {
    const ours = await compete();
    const least = await compete('least.js');
    const plain = await compete('plain.js');
    for (let run = 0; run < runs; run += 1) {
      for (const contender of contenders) await visit(contender, cloud);
    }
    return { ours: ours.times, least: least.times, plain: plain.times };
  } finally {
    for (const contender of contenders) await contender.close();
    await cloud.close();
  }
}

async function enter(executablePath: string, cloud: FakeCloud, script?: string): Promise<Contender> {
  const profile = await freshProfile();
  const folder = await mkdtemp(join(tmpdir(), 'novnc-bench-'));
  await cp(CHROMIUM_EXTENSION, folder, { recursive: true });
  if (script !== undefined) await cp(join('tests/bench/scripts', script), join(folder, SCRIPT));
  const chromium = await launchChromium({ executablePath, userDataDir: profile.path, extensions: [folder] });
  const close = async () => {
    await chromium.close();
    await rm(folder, { recursive: true });
    await profile.remove();
  };
  await consentTo(chromium, 'http://127.0.0.1/*');
  await logIn(chromium, cloud);
  const settings = await enableDashboard(chromium, cloud.horizonUrl);
  await settings.close();
  const list = manyRows(recordedPage('instances'));
  const pages = {
    'project/instances/': list,
    'auth/login/': recordedPage('login'),
    'project/api_access/': recordedPage('api-access'),
  };
  for (const [path, body] of Object.entries(pages)) {
    await chromium.context.route(cloud.horizonUrl + path, (route) => route.fulfill({ contentType: 'text/html', body }));
  }
  return { chromium, times: noTimes(), close };
}

async function visit({ chromium, times }: Contender, { horizonUrl }: FakeCloud): Promise<void> {
  const page = await chromium.context.newPage();
  const show = (path: string) => traced(page, SCRIPT, async () => void (await page.goto(horizonUrl + path)));
  await show('auth/login/');
  times.elsewhere.push((await show('project/api_access/')).cpu);
  const { cpu, clock, longest } = await showList(page, horizonUrl);
  times.list.push(cpu);
  times.listByClock.push(clock);
  times.longest.push(longest);
  times.row.push((await traced(page, SCRIPT, () => page.evaluate(poll, [BUTTON, POLLS] as const))).cpu / POLLS);
  times.idleCalls += (await traced(page, SCRIPT, () => page.waitForTimeout(IDLE))).tasks;
  await page.close();

  const other = await chromium.context.newPage();
  const first = await showList(other, horizonUrl);
  times.first.push(first.cpu);
  times.firstByClock.push(first.clock);
  await other.close();
}

async function showList(page: Page, horizonUrl: string): Promise<Cost> {
  const rows = [BUTTON, ROWS] as const;
  return traced(page, SCRIPT, async () => {
    await page.goto(`${horizonUrl}project/instances/`);
    await page.waitForFunction(([button, count]) => document.querySelectorAll(button).length === count, rows);
    await page.waitForTimeout(AFTER);
  });
}

/** Replaces rows in frames of their own, as the poller does. It is sent to the page: nothing outside it is there. */
async function poll([button, polls]: readonly [string, number]): Promise<void> {
  for (let count = 0; count < polls; count += 1) {
    await new Promise(requestAnimationFrame);
    const row = document.querySelector('tr[data-object-id]');
    const fresh = row?.cloneNode(true) as Element | undefined;
    fresh?.querySelector(button)?.remove();
    if (fresh !== undefined) row?.replaceWith(fresh);
  }
  // One for what follows the last of them.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

function noTimes(): ScriptTimes {
  const samples = { list: [], listByClock: [], longest: [], first: [], firstByClock: [], elsewhere: [], row: [] };
  return { ...samples, idleCalls: 0 };
}

/** The real rows again and again, each with an id of its own. */
function manyRows(page: string): string {
  const start = page.indexOf('<tr', page.indexOf('<tbody>'));
  const end = page.indexOf('</tbody>');
  const rows = page.slice(start, end).split(/(?=<tr class="[^"]*" data-display=)/);
  const many = Array.from({ length: ROWS }, (_, index) => {
    const row = rows[index % rows.length] ?? '';
    const id = /data-object-id="([^"]+)"/.exec(row)?.[1] ?? '';
    return row.replaceAll(id, `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
  });
  return page.slice(0, start) + many.join('') + page.slice(end);
}
