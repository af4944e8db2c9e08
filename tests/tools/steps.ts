import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A part of a test run. It prints its output, and does not throw for a failing check. */
export interface Step {
  name: string;
  run(): Promise<Tally>;
}

const BIN = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  playwright: 'node_modules/@playwright/test/cli.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  tsx: 'node_modules/tsx/dist/cli.mjs',
  wxt: 'node_modules/wxt/bin/wxt.mjs',
};

/** A command that passes or fails as a whole, counted as one. */
export function check(name: string, bin: keyof typeof BIN, ...args: string[]): Step {
  return {
    name,
    run: async () => ((await runBin(bin, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  };
}

/** A project of vitest.config.ts: counts its tests, and a file that could not run as a failure. */
export function vitest(project: string, env: NodeJS.ProcessEnv = {}): Step {
  return {
    name: project,
    run: () =>
      withReport(async (file) => {
        const args = [
          'run',
          '--project',
          project,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`,
        ];
        const code = await runBin('vitest', args, env);
        return { code, tally: vitestTally(await readJson<VitestReport>(file)) };
      }),
  };
}

/** A project of playwright.config.ts: counts its tests, and a file that could not be loaded as a failure. */
export function playwright(project: string, env: NodeJS.ProcessEnv = {}): Step {
  return {
    name: project,
    run: () =>
      withReport(async (file) => {
        const args = ['test', `--project=${project}`, '--reporter=list,json'];
        const code = await runBin('playwright', args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
        return { code, tally: playwrightTally(await readJson<PlaywrightReport>(file)) };
      }),
  };
}

/** Runs all steps, the failing ones too, and prints the sum as the last line. Returns the exit code. */
export async function runSteps(steps: Step[]): Promise<number> {
  const tallies: Tally[] = [];
  for (const step of steps) {
    console.log(`\n── ${step.name}`);
    const tally = await step.run();
    console.log(`── ${step.name}: ${tallyText(tally)}`);
    const names = tally.failed > 0 && !tally.names?.length ? [step.name] : (tally.names ?? []);
    tallies.push({ ...tally, names: names.map((name) => `${step.name}: ${name}`) });
  }
  const total = sum(tallies);
  if (total.failed > 0) console.log(`\nFailed:\n${total.names?.map((name) => `  ${name}`).join('\n')}`);
  console.log(`\n${tallyText(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** Runs a tool of node_modules with its output in view, unless it is to be ignored. Returns its exit code. */
export function runBin(
  bin: keyof typeof BIN,
  args: string[],
  env: NodeJS.ProcessEnv = {},
  stdio: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN[bin], ...args], { stdio, env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function withReport(run: (file: string) => Promise<{ code: number; tally: Tally }>): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'test-report-'));
  try {
    const { code, tally } = await run(join(folder, 'report.json'));
    // A run that failed without a failing test (a crash, no tests) is a failure.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}

function vitestTally(report: VitestReport | null): Tally {
  if (report === null) return { passed: 0, failed: 0 };
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failing = tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    names: [...failing, ...unloadable.map(({ name }) => name)],
  };
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: { message?: string }[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; ok: boolean; tests: { status: string }[] }[];
}

function playwrightTally(report: PlaywrightReport | null): Tally {
  if (report === null) return { passed: 0, failed: 0 };
  const { expected, unexpected, flaky } = report.stats;
  const errors = report.errors.map(({ message = 'an error outside of a test' }) => message.split('\n')[0] ?? '');
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    names: [...report.suites.flatMap(failingSpecs), ...errors],
  };
}

function failingSpecs({ title, suites = [], specs }: PlaywrightSuite): string[] {
  const bad = specs.filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky'));
  return [...bad.map((spec) => `${title} › ${spec.title}`), ...suites.flatMap(failingSpecs)];
}

async function readJson<T>(file: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return null;
  }
}

/** How many checks passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
  /** names of failing checks; may be fewer than failed */
  names?: string[];
}

/** The sum of several tallies. */
export function sum(tallies: Tally[]): Tally {
  return {
    passed: tallies.reduce((all, { passed }) => all + passed, 0),
    failed: tallies.reduce((all, { failed }) => all + failed, 0),
    names: tallies.flatMap(({ names = [] }) => names),
  };
}

/** The line that scripts read: `12 passed, 0 failed`. */
export function tallyText({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
