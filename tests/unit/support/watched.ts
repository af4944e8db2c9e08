import { appendFileSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { AT_LENGTH, type InputPlace, type Result } from './fuzz-notes';

/** Limit for the CPU time of one input, in ms: a page would seem to hang. */
const MAX_DATE_MS = 2_000;

/**
 * Inputs between two pauses of an asynchronous property. Targets of WeakRef and FinalizationRegistry are
 * kept until the current task ends: a hundred thousand parsed pages or answers of fetch in one
 * task fill the memory. So properties with such objects must be asynchronous.
 */
const MOST_AT_ONCE = 100;
const rested = <R>(result: R): Promise<R> => new Promise((resolve) => setImmediate(resolve, result));

let before = '';
let nth = 0;

function placeOfNext(): Omit<InputPlace, 'at'> {
  const { currentTestName: test = '', testPath: file = '' } = expect.getState();
  nth = test === before ? nth + 1 : 0;
  before = test;
  return { file, test, nth };
}

/**
 * Watches each property of a long run: writes each input's number to `folder` before it runs, and the result;
 * fails an input that takes too long.
 */
export function watchedIn(folder: string): fc.Plugin<unknown> {
  return () => {
    const place = placeOfNext();
    const note = join(folder, `${process.pid}.running`);
    const file = openSync(note, 'w');
    writeSync(file, `${'-1'.padStart(AT_LENGTH)}${JSON.stringify(place)}`, 0);
    const started = performance.now();
    let at = 0;
    let [slowest, slowestMs] = [0, 0];
    return {
      decorateGenerate: (generate) => (random, number) => {
        at = number ?? at;
        writeSync(file, String(at).padStart(AT_LENGTH), 0);
        return generate(random, number);
      },
      decorateRun: (run) => {
        const attempt = (value: Parameters<typeof run>[0], isSecond: boolean): ReturnType<typeof run> => {
          const start = process.cpuUsage();
          const judge = <R>(result: R): R | { error: Error } | ReturnType<typeof run> => {
            const { user, system } = process.cpuUsage(start);
            const ms = (user + system) / 1000;
            // Garbage collection can take seconds as well: an input that is slow by itself is slow again.
            if (ms > MAX_DATE_MS && result === null && !isSecond) return attempt(value, true);
            if (ms > slowestMs) [slowest, slowestMs] = [at, ms];
            return ms > MAX_DATE_MS && result === null
              ? { error: new Error(`took ${Math.round(ms)} ms, twice`) }
              : result;
          };
          const result = run(value);
          return (result instanceof Promise ? result.then(judge) : judge(result)) as ReturnType<typeof run>;
        };
        return ((value) => {
          const result = attempt(value, false);
          return result instanceof Promise && at % MOST_AT_ONCE === 0 ? result.then(rested) : result;
        }) as typeof run;
      },
      onAllRunsComplete({ numRuns: runs, failed }) {
        const seconds = (performance.now() - started) / 1000;
        const result: Result = { ...place, runs, seconds, slowest, slowestMs, failed };
        appendFileSync(join(folder, 'results.jsonl'), `${JSON.stringify(result)}\n`);
        closeSync(file);
        rmSync(note);
      },
    };
  };
}

/** Runs nothing, but writes the input of this number to `input.txt`. */
export function shownIn(folder: string, pendingAction: InputPlace): fc.Plugin<unknown> {
  return () => {
    const place = placeOfNext();
    const isWanted =
      place.file === pendingAction.file && place.test === pendingAction.test && place.nth === pendingAction.nth;
    if (!isWanted) throw new Error('another property is looked for');
    let at = 0;
    return {
      decorateGenerate: (generate) => (random, number) => {
        at = number ?? at;
        return generate(random, number);
      },
      decorateRun: (run) =>
        ((value) => {
          if (at === pendingAction.at) appendFileSync(join(folder, 'input.txt'), fc.stringify(value));
          return null;
        }) as typeof run,
    };
  };
}
