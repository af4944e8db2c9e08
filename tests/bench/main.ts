import { cpus } from 'node:os';
import { build } from '@/tests/tools/build';
import { ensureBrowser } from '@/tests/tools/ensure-browser';
import { runTool } from '@/tests/tools/tool-error';
import { type ClickTimes, LATENCY, measureClicks } from './click';
import { IDLE, measureContentScript, ROWS, type Scripts } from './content-script';
import { measurePopup, noTimes, type PopupTimes } from './popup';
import { median, table } from './samples';
import { type BenchSetup, prepare } from './setup';

const FEW = 100;
const MANY = 10_000;
const POPUPS = 7;
const CLICKS = 15;
const PAGES = 15;

/**
 * Measures the extension and what it is compared with in turn, in the same run, so that a busy
 * machine slows down both. It reports only: the numbers of an unknown machine are no test.
 */
await runTool(async () => {
  const executablePath = ensureBrowser('chromium');
  await build('chrome');
  const setups: BenchSetup[] = [];
  try {
    const few = await prepare(executablePath, FEW);
    setups.push(few);
    const many = await prepare(executablePath, MANY);
    setups.push(many);
    const fewTimes = noTimes();
    const manyTimes = noTimes();
    for (let run = 0; run < POPUPS; run += 1) {
      await measurePopup(few, fewTimes);
      await measurePopup(many, manyTimes);
    }
    const clicks = await measureClicks(few, CLICKS);
    const scripts = await measureContentScript(executablePath, PAGES);

    console.log(
      `\nMedians (fastest–slowest) in ms on ${cpus().length} processors; ${POPUPS} popups of each size, ${CLICKS} consoles, ${PAGES} pages.\n`,
    );
    console.log(
      [...popupTable(fewTimes, manyTimes), '', ...clickTable(clicks), '', ...scriptTable(scripts)].join('\n'),
    );
    return 0;
  } finally {
    for (const setup of setups) await setup.close();
  }
});

function popupTable(fewTimes: PopupTimes, manyTimes: PopupTimes): string[] {
  return table(
    'popup with cached servers',
    [`${FEW}`, `${MANY}`],
    [
      { what: 'script starts → rows in the document', base: fewTimes.drawn, measured: manyTimes.drawn },
      { what: 'script starts → list visible', base: fewTimes.visible, measured: manyTimes.visible, budget: 100 },
      { what: 'a key of a name filters', base: fewTimes.keys, measured: manyTimes.keys, budget: 16 },
      {
        what: 'first key in a full list',
        base: fewTimes.firstKey,
        measured: manyTimes.firstKey,
        budget: 16,
      },
      { what: 'longest task during that', base: fewTimes.busy, measured: manyTimes.busy },
    ],
  );
}

function clickTable({ warm, plain }: Record<'warm' | 'plain', ClickTimes>): string[] {
  return table(
    `console, each API answer takes ${LATENCY}`,
    ['plain script', 'warm Enter'],
    [
      { what: 'Nova answered → console page requested', base: plain.leaving, measured: warm.leaving, budget: 15 },
      { what: 'start → console page requested', base: plain.total, measured: warm.total },
    ],
  );
}

/** With lines about what has no comparison. */
function scriptTable({ extension, minimal, plain }: Scripts): string[] {
  const horizon = table(
    `content script in Horizon, ${ROWS} rows`,
    ['bare loop', 'measured'],
    [
      { what: 'the list, once logged in', base: plain.list, measured: extension.list, budget: 5 },
      { what: 'the same in wall-clock time', base: plain.listByClock, measured: extension.listByClock },
      { what: 'the same by a minimal script', base: plain.list, measured: minimal.list, budget: 5 },
      { what: 'its longest task', base: plain.longest, measured: extension.longest },
      { what: 'the list as first page of a new tab', base: plain.first, measured: extension.first, budget: 5 },
      { what: 'the same in wall-clock time', base: plain.firstByClock, measured: extension.firstByClock },
      { what: 'the same by a minimal script', base: plain.first, measured: minimal.first, budget: 5 },
      { what: 'a page without servers', base: plain.otherPage, measured: extension.otherPage },
    ],
  );
  const others = [
    `A row that is replaced: ${median(extension.row).toFixed(1)} ms.`,
    `Idle for ${IDLE / 1000} s ${PAGES} times: ${extension.idleCalls} calls.`,
  ];
  return [...horizon, ...others];
}
