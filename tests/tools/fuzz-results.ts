import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FuzzInput, type FuzzResult, INPUT_NUMBER_LENGTH } from '@/tests/unit/support/fuzz-results';

/** A running property and its process. */
export interface Running extends FuzzInput {
  pid: number;
}

/** @returns the running properties of a long run */
export function readRunning(folder: string): Running[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.running'))
    .flatMap((name) => {
      const text = readIfThere(join(folder, name));
      // It may be written or removed at this moment.
      if (text === null || !text.endsWith('}')) return [];
      const property: Omit<FuzzInput, 'inputNumber'> = JSON.parse(text.slice(INPUT_NUMBER_LENGTH));
      return [{ ...property, inputNumber: Number(text.slice(0, INPUT_NUMBER_LENGTH)), pid: Number.parseInt(name, 10) }];
    });
}

/** @returns the results so far, in order */
export function readResults(folder: string): FuzzResult[] {
  const lines = readIfThere(join(folder, 'results.jsonl'))?.split('\n') ?? [];
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
