import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KNOWN } from '@/tests/torture/known';
import { USE_CASES } from '@/tests/torture/use-cases';
import { watchCrypto } from './activity';
import type { Fault, Matrix, UseCase } from './model';
import { fetchInProcess } from './network';
import { runCell, trace, watchRejections } from './run-cell';
import { tapStorage } from './storage-tap';
import { startTime } from './time';
import { closeClouds, startClouds } from './world';

/** With `TORTURE_FOLDER` all cells run, and the results are written there. */
const { TORTURE_FOLDER: folder, TORTURE_EVERY } = process.env;

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

/**
 * Makes a test for each use case: it runs the use case once without a fault, then with each fault of the matrix.
 * @param every the short form runs every so many-th cell
 */
export function torture(matrix: Matrix, every: number): void {
  const step = folder === undefined ? every : Number(TORTURE_EVERY ?? 1);
  let number = 0;
  beforeAll(async () => {
    await startClouds();
    globalThis.fetch = fetchInProcess;
    watchCrypto();
    tapStorage();
    watchRejections();
    startTime();
  });
  afterAll(closeClouds);
  it.each(USE_CASES.map((useCase) => [useCase.name, useCase] as const))(
    '%s',
    async (_, useCase) => {
      const failures: string[] = [];
      for (const fault of matrix(await trace(useCase))) {
        number += 1;
        if (number % step !== 0) continue;
        failures.push(...(await run(useCase, fault)));
      }
      expect(failures).toEqual([]);
    },
    3600_000,
  );
}

async function run(useCase: UseCase, fault: Fault): Promise<string[]> {
  const start = performance.now();
  const { outcome, broken } = await runCell(useCase, fault);
  const ms = Math.round(performance.now() - start);
  const { name } = useCase;
  const { column, at } = fault;
  const result: CellResult = { useCase: name, column, at, outcome, broken, ms };
  if (folder !== undefined) appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(result)}\n`);
  return broken.filter((reason) => !isKnown(result, reason)).map((reason) => `${column}, ${at}: ${reason}`);
}

function isKnown({ column }: CellResult, reason: string): boolean {
  return KNOWN.some((known) => (known.column?.test(column) ?? true) && known.broken.test(reason));
}
