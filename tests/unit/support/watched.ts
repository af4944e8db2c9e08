import { appendFileSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type FuzzInput, type FuzzResult, INPUT_NUMBER_LENGTH } from './fuzz-results';

/** Limit for the CPU time of one input, in ms: a page would seem to hang. */
const MAX_CPU_MS = 2_000;

/**
 * Inputs between two pauses of an asynchronous property. Targets of WeakRef and FinalizationRegistry are
 * kept until the current task ends: a hundred thousand parsed pages or answers of fetch in one
 * task fill the memory. So properties with such objects must be asynchronous.
 */
const MOST_AT_ONCE = 100;
const afterPause = <R>(result: R): Promise<R> => new Promise((resolve) => setImmediate(resolve, result));

let lastTest = '';
let propertyIndex = 0;

function nextProperty(): Omit<FuzzInput, 'inputNumber'> {
  const { currentTestName: test = '', testPath: file = '' } = expect.getState();
  propertyIndex = test === lastTest ? propertyIndex + 1 : 0;
  lastTest = test;
  return { file, test, propertyIndex };
}

/**
 * Watches each property of a long run: writes each input's number to `folder` before it runs, and the result;
 * fails an input that takes too long.
 */
export function watchedIn(folder: string): fc.Plugin<unknown> {
  return () => {
    const property = nextProperty();
    const runningFile = join(folder, `${process.pid}.running`);
    const file = openSync(runningFile, 'w');
    writeSync(file, `${'-1'.padStart(INPUT_NUMBER_LENGTH)}${JSON.stringify(property)}`, 0);
    const started = performance.now();
    let inputNumber = 0;
    let [slowestInput, slowestMs] = [0, 0];
    return {
      decorateGenerate: (generate) => (random, number) => {
        inputNumber = number ?? inputNumber;
        writeSync(file, String(inputNumber).padStart(INPUT_NUMBER_LENGTH), 0);
        return generate(random, number);
      },
      decorateRun: (run) => {
        const attempt = (value: Parameters<typeof run>[0], isSecond: boolean): ReturnType<typeof run> => {
          const start = process.cpuUsage();
          const judge = <R>(result: R): R | { error: Error } | ReturnType<typeof run> => {
            const { user, system } = process.cpuUsage(start);
            const ms = (user + system) / 1000;
            // Garbage collection can take seconds as well: an input that is slow by itself is slow again.
            if (ms > MAX_CPU_MS && result === null && !isSecond) return attempt(value, true);
            if (ms > slowestMs) [slowestInput, slowestMs] = [inputNumber, ms];
            return ms > MAX_CPU_MS && result === null
              ? { error: new Error(`took ${Math.round(ms)} ms, twice`) }
              : result;
          };
          const result = run(value);
          return (result instanceof Promise ? result.then(judge) : judge(result)) as ReturnType<typeof run>;
        };
        return ((value) => {
          const result = attempt(value, false);
          return result instanceof Promise && inputNumber % MOST_AT_ONCE === 0 ? result.then(afterPause) : result;
        }) as typeof run;
      },
      onAllRunsComplete({ numRuns: runs, failed }) {
        const seconds = (performance.now() - started) / 1000;
        const result: FuzzResult = { ...property, runs, seconds, slowestInput, slowestMs, failed };
        appendFileSync(join(folder, 'results.jsonl'), `${JSON.stringify(result)}\n`);
        closeSync(file);
        rmSync(runningFile);
      },
    };
  };
}

/** Runs nothing, but writes the input of this number to `input.txt`. */
export function shownIn(folder: string, wanted: FuzzInput): fc.Plugin<unknown> {
  return () => {
    const property = nextProperty();
    const isWanted =
      property.file === wanted.file && property.test === wanted.test && property.propertyIndex === wanted.propertyIndex;
    if (!isWanted) throw new Error('another property is looked for');
    let inputNumber = 0;
    return {
      decorateGenerate: (generate) => (random, number) => {
        inputNumber = number ?? inputNumber;
        return generate(random, number);
      },
      decorateRun: (run) =>
        ((value) => {
          if (inputNumber === wanted.inputNumber) appendFileSync(join(folder, 'input.txt'), fc.stringify(value));
          return null;
        }) as typeof run,
    };
  };
}
