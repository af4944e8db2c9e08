import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AT_LENGTH, type InputPlace, type Result } from '@/tests/unit/support/fuzz-notes';

/** A running property and its process. */
export interface Running extends InputPlace {
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
      const place: Omit<InputPlace, 'at'> = JSON.parse(text.slice(AT_LENGTH));
      return [{ ...place, at: Number(text.slice(0, AT_LENGTH)), pid: Number.parseInt(name, 10) }];
    });
}

/** @returns the results so far, in order */
export function readResults(folder: string): Result[] {
  const lines = readIfThere(join(folder, 'results.jsonl'))?.split('\n') ?? [];
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
