import { cpus } from 'node:os';
import { build } from '@/tests/tools/build';
import { ensureBrowser } from '@/tests/tools/ensure-browser';
import { runTool } from '@/tests/tools/tool-error';
import { LATENCY, measureClicks } from './click';
import { IDLE, measureContentScript, ROWS } from './content-script';
import { measurePopup, noTimes } from './popup';
import { median, table } from './samples';
import { type BenchSetup, prepare } from './setup';

const FEW = 100;
const MANY = 10_000;
const POPUPS = 7;
const CLICKS = 15;
const PAGES = 15;

/**
 * How quick the product is, beside what it is to be compared with: both in the same run and in turn, so that a busy
 * machine slows down both. It only tells; the numbers of a machine nobody knows are no test.
 */
await runTool(async () => {
  const executablePath = ensureBrowser('chromium');
  await build('chrome');
  const places: BenchSetup[] = [];
  try {
    const few = await prepare(executablePath, FEW);
    places.push(few);
    const many = await prepare(executablePath, MANY);
    places.push(many);
    const fewTimes = noTimes();
    const manyTimes = noTimes();
    for (let run = 0; run < POPUPS; run += 1) {
      await measurePopup(few, fewTimes);
      await measurePopup(many, manyTimes);
    }
    const { warm, plain: asked } = await measureClicks(few, CLICKS);
    const { ours, least, plain } = await measureContentScript(executablePath, PAGES);

    console.log(
      `\nMedians (fastest–slowest) in ms on ${cpus().length} processors; ${POPUPS} popups of each size, ${CLICKS} consoles, ${PAGES} pages.\n`,
    );
    const popup = table(
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
        { what: 'longest task meanwhile', base: fewTimes.busy, measured: manyTimes.busy },
      ],
    );
    const click = table(
      `console, each API answer takes ${LATENCY}`,
      ['sign in, ask, open', 'warm Enter'],
      [
        { what: 'Nova answered → console page requested', base: asked.leaving, measured: warm.leaving, budget: 15 },
        { what: 'begun → console page requested', base: asked.total, measured: warm.total },
      ],
    );
    const horizon = table(
      `content script in Horizon, ${ROWS} rows`,
      ['bare loop', 'measured'],
      [
        { what: 'the list, once logged in', base: plain.list, measured: ours.list, budget: 5 },
        { what: 'the same by the clock', base: plain.listByClock, measured: ours.listByClock },
        { what: 'the same by the least script that could work', base: plain.list, measured: least.list, budget: 5 },
        { what: 'its longest task', base: plain.longest, measured: ours.longest },
        { what: 'the list as first page of a new tab', base: plain.first, measured: ours.first, budget: 5 },
        { what: 'the same by the clock', base: plain.firstByClock, measured: ours.firstByClock },
        { what: 'the same by the least script', base: plain.first, measured: least.first, budget: 5 },
        { what: 'a page without servers', base: plain.elsewhere, measured: ours.elsewhere },
      ],
    );
    const others = [
      `A row that is replaced: ${median(ours.row).toFixed(1)} ms.`,
      `Left alone for ${IDLE / 1000} s ${PAGES} times: called ${ours.idleCalls} times.`,
    ];
    console.log([...popup, '', ...click, '', ...horizon, ...others].join('\n'));
    return 0;
  } finally {
    for (const place of places) await place.close();
  }
});
