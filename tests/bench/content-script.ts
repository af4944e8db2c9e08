import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium } from '@playwright/test';
import { recordedPage } from '@/tests/fixtures/horizon/recorded';
import { CHROMIUM_FLAGS } from '@/tests/tools/browser-flags';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';
import { POLLS, type Visit, visit } from './content-script-probe';
import type { Samples } from './samples';

/** Rows of the list; a page of Horizon has 20 unless a person wants more. */
export const ROWS = 100;
/** How long the page is left alone, in ms. */
export const IDLE = 3_000;

const HOME = 'https://cloud.example.org/horizon/';

export interface ContentScriptTimes {
  /** the script's own start, the first piece of the list included */
  start: Samples;
  /** the longest of the other pieces, in idle moments */
  piece: Samples;
  /** start and pieces together */
  all: Samples;
  /** the start, and the styles and layout of what it added */
  laidOut: Samples;
  /** the answer that no row can have a console */
  answer: Samples;
  /** a row that Horizon's poller replaces */
  row: Samples;
  /** the start on a page of no dashboard */
  elsewhere: Samples;
  /** a bare loop that adds as many buttons, in the same world */
  plain: Samples;
  /** the least script whose buttons could work, all at once */
  least: Samples;
  /** how often an observer called back while the page was left alone, in all runs together */
  idleCalls: number;
  /** how often it did for each row that was replaced */
  callsEachPoll: number;
}

/** Runs the built content script in fresh pages of a real Horizon with {@link ROWS} rows, in a world of its own. */
export async function measureContentScript(executablePath: string, runs: number): Promise<ContentScriptTimes> {
  const source = readFileSync(join(CHROMIUM_EXTENSION, 'dashboard.js'), 'utf8');
  const list = manyRows(recordedPage('instances'));
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const times: ContentScriptTimes = {
    start: [],
    piece: [],
    all: [],
    laidOut: [],
    answer: [],
    row: [],
    elsewhere: [],
    plain: [],
    least: [],
    idleCalls: 0,
    callsEachPoll: 0,
  };
  try {
    for (let run = 0; run < runs; run += 1) {
      const there = await visitPage(browser, list, source, run === 0 ? IDLE : 0);
      if (there.buttons !== ROWS) throw new Error(`${there.buttons} buttons on ${ROWS} rows.`);
      times.start.push(there.start);
      times.piece.push(there.piece);
      times.all.push(there.all);
      times.laidOut.push(there.laidOut);
      times.answer.push(there.answer);
      times.row.push(there.row);
      times.idleCalls += there.idleCalls;
      times.callsEachPoll += there.pollCalls / POLLS / runs;
      for (const other of ['plain', 'least'] as const) {
        const { buttons, start } = await visitPage(browser, list, readScript(other), 0);
        if (buttons !== ROWS) throw new Error(`The ${other} script put ${buttons} buttons on ${ROWS} rows.`);
        times[other].push(start);
      }
      const elsewhere = await visitPage(browser, '<body><h1>Nothing to do</h1></body>', source, 0);
      times.elsewhere.push(elsewhere.start);
    }
    return times;
  } finally {
    await browser.close();
  }
}

/** @returns one of the scripts that ours is compared with. */
const readScript = (name: 'plain' | 'least') => readFileSync(join('tests/bench/scripts', `${name}.js`), 'utf8');

async function visitPage(browser: Browser, body: string, source: string, idle: number): Promise<Visit> {
  const page = await browser.newPage();
  await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${HOME}project/instances/`);
  const session = await page.context().newCDPSession(page);
  // Compilers wrap what has a name in a helper, which is not there.
  const helper = 'const __name = (named) => named;';
  const result = await inOwnWorld(
    session,
    `(() => { ${helper} return (${visit})(${JSON.stringify(source)}, ${idle}, ${POLLS}) })()`,
  );
  await page.close();
  return result;
}

/** As an extension's script runs: it sees the page's document, and nothing else of the page. */
async function inOwnWorld(session: CDPSession, expression: string): Promise<Visit> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = { frameId: frameTree.frame.id, worldName: 'extension' };
  const { executionContextId } = await session.send('Page.createIsolatedWorld', world);
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as Visit;
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
