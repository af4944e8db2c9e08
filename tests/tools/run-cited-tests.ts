import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import type { JsonTestResults } from 'vitest/node';
import type { TestEnd } from './cited-tests';
import { ensureBrowser } from './ensure-browser';

/** What runs a test: Vitest, or Playwright with a browser. */
export type Runner = 'vitest' | 'chromium' | 'firefox';

export function runnerOf(file: string): Runner {
  if (!file.endsWith('.spec.ts')) return 'vitest';
  return file.includes('/firefox/') ? 'firefox' : 'chromium';
}

/** Runs those tests of the files that the filter matches. @returns what happened instead, where they could not run */
export function runTests(copy: string, runner: Runner, files: readonly string[], filter: string): TestEnd[] | string {
  return runner === 'vitest' ? runHere(copy, files, filter) : runInBrowser(copy, runner, files, filter);
}

function runHere(copy: string, files: readonly string[], filter: string): TestEnd[] | string {
  const report = newReport(copy);
  run(copy, 'node_modules/vitest/vitest.mjs', [
    ...['run', ...files, '-t', filter, '--reporter=json', `--outputFile=${report}`],
  ]);
  if (!existsSync(report)) return 'could not run';
  const { testResults }: JsonTestResults = JSON.parse(readFileSync(report, 'utf8'));
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: relative(copy, name),
      titles: [...ancestorTitles, title],
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
    })),
  );
}

function runInBrowser(copy: string, browser: 'chromium' | 'firefox', files: readonly string[], filter: string) {
  const build = run(copy, 'node_modules/wxt/bin/wxt.mjs', browser === 'firefox' ? ['build', '-b', browser] : ['build']);
  if (build !== 0) return 'cannot be built';
  ensureBrowser(browser);
  const report = newReport(copy);
  const args = ['test', `--project=${browser}`, ...files, '--grep', filter, '--reporter=json'];
  run(copy, 'node_modules/@playwright/test/cli.js', args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  if (!existsSync(report)) return 'could not run';
  const { suites }: JSONReport = JSON.parse(readFileSync(report, 'utf8'));
  return suites.flatMap((suite) => endsIn(suite, []));
}

function endsIn({ specs, suites = [] }: JSONReportSuite, groups: string[]): TestEnd[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests.map(({ status }): TestEnd => {
      const ends = { expected: 'passed', unexpected: 'failed', flaky: 'failed', skipped: 'skipped' } as const;
      return { file, titles: [...groups, title], status: ends[status] };
    }),
  );
  return [...own, ...suites.flatMap((suite) => endsIn(suite, [...groups, suite.title]))];
}

function newReport(copy: string): string {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  return report;
}

function run(cwd: string, bin: string, args: string[], env: NodeJS.ProcessEnv = {}): number {
  const { status } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}
