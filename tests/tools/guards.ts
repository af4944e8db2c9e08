import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { endsOf, filterOf, outcomeOf, type TestEnd } from './cited-tests';
import { citationOf, type Guard, readGuards, withoutGuard } from './guard-table';
import { type Runner, runnerOf, runTests } from './run-cited-tests';
import { runTool } from './tool-error';

/**
 * Takes each guard of tests/guards out of a copy of the project, and runs the test that SECURITY.md cites, which has to
 * pass before and to fail then: `npm run guards`. With a word, only the tests whose file or title has it:
 * `npm run guards -- vault`.
 */
await runTool(async () => {
  const [word = ''] = process.argv.slice(2);
  const guards = readGuards().filter(({ test }) => test.includes(word));
  const copy = copyProject();
  let kept = 0;
  try {
    const untouched = runUntouched(copy, guards);
    for (const guard of guards) {
      const result = tryWithout(copy, guard, untouched.get(runnerOf(citationOf(guard).file)) ?? []);
      if (result !== 'fails') kept += 1;
      console.log(`${result === 'fails' ? '✓' : '✗'} ${guard.test}${result === 'fails' ? '' : `: ${result}`}`);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  console.log(
    `\n${guards.length} guards taken out; ${guards.length - kept} tests failed as they have to, ${kept} did not`,
  );
  return kept === 0 && guards.length > 0 ? 0 : 1;
});

function copyProject(): string {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'guards-'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
  for (const file of files.filter((name) => existsSync(name))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(file, join(copy, file));
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  cpSync('.wxt', join(copy, '.wxt'), { recursive: true });
  return copy;
}

/** Runs each cited test as it is: a test that fails anyway says nothing of its guard. */
function runUntouched(copy: string, guards: readonly Guard[]): Map<Runner, TestEnd[] | string> {
  const ends = new Map<Runner, TestEnd[] | string>();
  const cited = guards.map(citationOf);
  for (const runner of new Set(cited.map(({ file }) => runnerOf(file)))) {
    const citations = cited.filter(({ file }) => runnerOf(file) === runner);
    const titles = citations.map(({ title }) => title);
    const files = [...new Set(citations.map(({ file }) => file))];
    ends.set(runner, runTests(copy, runner, files, `${filterOf(titles)}|${filterOf(titles, true)}`));
  }
  return ends;
}

/** @returns `fails`, or what happened instead */
function tryWithout(copy: string, guard: Guard, untouched: TestEnd[] | string): string {
  if (typeof untouched === 'string') return `${untouched} untouched`;
  const citation = citationOf(guard);
  const before = endsOf(citation, untouched);
  if (outcomeOf(before.ends) !== 'passes') return before.ends.length > 0 ? 'fails untouched' : 'did not run untouched';
  const originals = new Map<string, string>();
  try {
    for (const cut of guard.without) {
      const path = join(copy, cut.file);
      const source = readFileSync(path, 'utf8');
      if (!originals.has(path)) originals.set(path, source);
      writeFileSync(path, withoutGuard(source, cut));
    }
    const { file, title } = citation;
    const ends = runTests(copy, runnerOf(file), [file], filterOf([title], before.isGroup));
    return typeof ends === 'string' ? ends : (outcomeOf(endsOf(citation, ends).ends) ?? 'could not run');
  } finally {
    for (const [path, source] of originals) writeFileSync(path, source);
  }
}
