import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clockMatrix } from '@/tests/torture/faults/clock';
import { cloudMatrix } from '@/tests/torture/faults/cloud';
import { storageMatrix } from '@/tests/torture/faults/storage';
import { workerMatrix } from '@/tests/torture/faults/worker';
import { watchCrypto } from './activity';
import { closeClouds, startClouds } from './clouds';
import type { CellFault, UseCase } from './model';
import { fetchInProcess } from './network';
import { runCell, trace, watchRejections } from './run-cell';
import { watchStorage } from './storage-calls';
import { startTime } from './time';

/**
 * With `TORTURE_FOLDER` all cells run, and the results are written there. `TORTURE_CELL` runs one of each use case, such
 * as `local fails once, call 3`, and prints how it ended.
 */
const { TORTURE_FOLDER: folder, TORTURE_EVERY, TORTURE_CELL: only } = process.env;

const MATRICES = [storageMatrix, workerMatrix, clockMatrix, cloudMatrix];
/** In the short form, one of so many cells runs: a prime, so that all kinds are among them. */
const SHORT = 29;

/** One line of the results. */
export interface CellResult {
  useCase: string;
  column: string;
  at: string;
  outcome: string;
  broken: string[];
  /** real time that it took */
  ms: number;
}

/** Makes a test for each use case: it runs once without a fault, then with each fault of all matrices. */
export function torture(useCases: readonly UseCase[]): void {
  const step = folder === undefined ? SHORT : Number(TORTURE_EVERY ?? 1);
  let number = 0;
  beforeAll(async () => {
    await startClouds();
    globalThis.fetch = fetchInProcess;
    watchCrypto();
    watchStorage();
    watchRejections();
    startTime();
  });
  afterAll(closeClouds);
  it.each(useCases.map((useCase) => [useCase.name, useCase] as const))(
    '%s',
    async (_, useCase) => {
      const failures: string[] = [];
      const traced = await trace(useCase);
      for (const fault of MATRICES.flatMap((matrix) => matrix(traced))) {
        number += 1;
        if (only === undefined ? number % step !== 0 : !`${fault.kind}, ${fault.at} `.startsWith(`${only} `)) continue;
        failures.push(...(await run(useCase, fault)));
      }
      expect(failures).toEqual([]);
    },
    3600_000,
  );
}

async function run(useCase: UseCase, fault: CellFault): Promise<string[]> {
  const start = performance.now();
  const { outcome, broken, error } = await runCell(useCase, fault);
  const ms = Math.round(performance.now() - start);
  const { name } = useCase;
  const { kind, at } = fault;
  const result: CellResult = { useCase: name, column: kind, at, outcome, broken, ms };
  if (only !== undefined) console.log(result, error);
  if (folder !== undefined) appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(result)}\n`);
  return broken.map((reason) => `${kind}, ${at}: ${reason}`);
}
