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
  /** the least that any script has to do for as many buttons, in the same world */
  plain: Samples;
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
      const plain = await visitPage(browser, list, PLAIN, 0);
      if (plain.buttons !== ROWS) throw new Error(`The plain script put ${plain.buttons} buttons on ${ROWS} rows.`);
      times.plain.push(plain.start);
      const elsewhere = await visitPage(browser, '<body><h1>Nothing to do</h1></body>', source, 0);
      times.elsewhere.push(elsewhere.start);
    }
    return times;
  } finally {
    await browser.close();
  }
}

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

/** The least that any script has to do for a button in each row, with no other thought. */
const PLAIN = `for (const row of document.querySelectorAll('#instances > tbody > tr[data-object-id]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-default btn-sm';
  button.title = 'Console of ' + row.getAttribute('data-display');
  button.setAttribute('data-novnc-for-openstack', row.id);
  button.append(document.createElement('span'), ' Open noVNC');
  row.lastElementChild.firstElementChild.prepend(button);
}`;

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
