import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ensureBrowser } from './ensure-browser';
import { citationOf, type Guard, readGuards, withoutGuard } from './guard-table';
import { runTool } from './tool-error';

/**
 * Takes each guard of tests/guards out of a copy of the project, and runs the test that SECURITY.md cites, which has to
 * fail: `npm run guards`. With a word, only the tests whose file or title has it: `npm run guards -- vault`.
 */
await runTool(async () => {
  const [word = ''] = process.argv.slice(2);
  const guards = readGuards().filter(({ test }) => test.includes(word));
  const copy = copyProject();
  let kept = 0;
  try {
    for (const guard of guards) {
      const result = tryWithout(copy, guard);
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
  const copy = mkdtempSync(join(tmpdir(), 'guards-'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
  for (const file of files.filter((name) => existsSync(name))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(file, join(copy, file));
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  cpSync('.wxt', join(copy, '.wxt'), { recursive: true });
  return copy;
}

/** @returns `fails`, or what happened instead */
function tryWithout(copy: string, guard: Guard): string {
  const originals = new Map<string, string>();
  try {
    for (const cut of guard.without) {
      const path = join(copy, cut.file);
      const source = readFileSync(path, 'utf8');
      if (!originals.has(path)) originals.set(path, source);
      writeFileSync(path, withoutGuard(source, cut));
    }
    const { file, title } = citationOf(guard);
    return file.endsWith('.spec.ts') ? runInBrowser(copy, file, title) : runHere(copy, file, title);
  } finally {
    for (const [path, source] of originals) writeFileSync(path, source);
  }
}

/** A title of a table of tests has placeholders. */
function patternOf(title: string): string {
  const placeholder = /\$\{[^}]*\}|\$[\w.]+|%[sdijfo]/;
  return title
    .split(placeholder)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

function runHere(copy: string, file: string, title: string): string {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const args = ['run', file, '-t', patternOf(title), '--reporter=json', `--outputFile=${report}`];
  run(copy, 'node_modules/vitest/vitest.mjs', args);
  if (!existsSync(report)) return 'could not run';
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'));
  if (numFailedTests > 0) return 'fails';
  return numPassedTests > 0 ? 'passes' : 'could not run';
}

function runInBrowser(copy: string, file: string, title: string): string {
  const isFirefox = file.includes('/firefox/');
  const build = run(copy, 'node_modules/wxt/bin/wxt.mjs', isFirefox ? ['build', '-b', 'firefox'] : ['build']);
  if (build !== 0) return 'cannot be built';
  const browser = isFirefox ? 'firefox' : 'chromium';
  ensureBrowser(browser);
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const args = ['test', `--project=${browser}`, file, '--grep', patternOf(title), '--reporter=json'];
  run(copy, 'node_modules/@playwright/test/cli.js', args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  if (!existsSync(report)) return 'could not run';
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  if (stats.unexpected > 0) return 'fails';
  return stats.expected > 0 ? 'passes' : 'could not run';
}

function run(cwd: string, bin: string, args: string[], env: NodeJS.ProcessEnv = {}): number {
  const { status } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}
