import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { Citation } from './cited-tests';

const FOLDER = 'tests/guards';

const cut = z.strictObject({
  /** a source file */
  file: z.string(),
  /** what is there once */
  code: z.string(),
  /** what takes its place */
  by: z.string(),
});

const guard = z.strictObject({
  /** `tests/… › title`, as SECURITY.md cites it */
  test: z.string(),
  /** what is taken out, so that the test has to fail */
  without: z.array(cut).check(z.minLength(1)),
});

/** One claim's test, and what it must fail without. */
export type Guard = z.infer<typeof guard>;

/** All guards of tests/guards, one file for each part of SECURITY.md. */
export function readGuards(): Guard[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yml'))
    .flatMap((name) => z.array(guard).parse(parse(readFileSync(join(FOLDER, name), 'utf8'))));
}

/** The source text with its guard taken out. Throws where the code is not there exactly once. */
export function withoutGuard(source: string, { file, code, by }: Guard['without'][number]): string {
  const parts = source.split(code);
  if (parts.length !== 2) throw new Error(`${file} has this ${parts.length - 1} times: ${code}`);
  return parts.join(by);
}

/** The file and the title of a test as SECURITY.md cites it. */
export function citationOf({ test }: Guard): Citation {
  const [file = '', title = ''] = test.split(' › ');
  return { file, title };
}
