import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, readResults, readRunning } from './fuzz-results';
import { runBin } from './steps';
import { runTool } from './tool-error';

/**
 * Runs every property test with `forAny(…)` on `FUZZ_RUNS` new inputs, 100,000 by default:
 * `npm run fuzz -- cloud-files` for those of one folder. It prints the inputs of each property and the time of the
 * slowest; an input that hangs or ends the process is shown. `FUZZ_SEED` repeats a run.
 */
const DAY_MS = 24 * 3600_000;
/** An input that runs longer hangs, in ms; most take less than one. */
const TIMEOUT_MS = 60_000;
const SHOWN_CHARACTERS = 2_000;

await runTool(async () => {
  const FUZZ_RUNS = process.env.FUZZ_RUNS ?? '100000';
  const FUZZ_SEED = process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31);
  const FUZZ_FOLDER = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const nameParts = process.argv.slice(2);
  const files = readdirSync('tests/unit', { recursive: true, encoding: 'utf8' })
    .map((file) => `tests/unit/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.test\.tsx?$/.test(file) && nameParts.every((part) => file.includes(part)))
    .filter((file) => readFileSync(file, 'utf8').includes('support/runs'));
  console.log(`${files.length} files, ${FUZZ_RUNS} inputs for each of their properties, FUZZ_SEED=${FUZZ_SEED}`);
  const env = { FUZZ_RUNS, FUZZ_SEED, FUZZ_FOLDER };
  const args = [
    'run',
    '--project',
    'unit',
    '--reporter=dot',
    `--testTimeout=${DAY_MS}`,
    `--maxWorkers=${availableParallelism()}`,
  ];
  try {
    const stop = watch(FUZZ_FOLDER, Number(FUZZ_RUNS));
    const code = await runBin('vitest', [...args, ...files], env);
    const { few, seconds } = stop();
    // A property still running here was stopped by this tool, or ended its process.
    const lost = readRunning(FUZZ_FOLDER);
    for (const property of lost) {
      console.log(`\nLOST at input ${property.inputNumber}: ${nameOf(property)}`);
      const show = { ...env, FUZZ_RUNS: String(property.inputNumber + 1), FUZZ_SHOW: JSON.stringify(property) };
      await runBin('vitest', [...args, property.file], show, 'ignore');
      console.log(`its input: ${readFileSync(join(FUZZ_FOLDER, 'input.txt'), 'utf8').slice(0, SHOWN_CHARACTERS)}`);
      rmSync(join(FUZZ_FOLDER, 'input.txt'));
    }
    console.log(`\n${readResults(FUZZ_FOLDER).length} properties, ${Math.round(seconds)} s, ${lost.length} lost`);
    if (few > 0) console.log(`${few} of them tried fewer inputs than ${FUZZ_RUNS}`);
    return code !== 0 || lost.length > 0 || few > 0 ? 1 : 0;
  } finally {
    rmSync(FUZZ_FOLDER, { recursive: true });
  }
});

/** Prints results and stops what hangs. @returns a function that ends this and returns what was seen */
function watch(folder: string, runs: number): () => { few: number; seconds: number } {
  const started = performance.now();
  const since = new Map<string, number>();
  let few = 0;
  let printed = 0;
  const look = (): void => {
    for (const result of readResults(folder).slice(printed)) {
      printed += 1;
      if (result.runs < runs && !result.failed) few += 1;
      const slowest = `${result.slowestMs.toFixed(1)} ms (input ${result.slowestInput})`;
      const verdict = result.failed ? ', FAILED' : '';
      console.log(
        `${result.runs} runs, ${result.seconds.toFixed(1)} s, slowest ${slowest}${verdict}: ${nameOf(result)}`,
      );
    }
    for (const { pid, ...property } of readRunning(folder)) {
      const key = JSON.stringify([pid, property]);
      const first = since.get(key) ?? performance.now();
      since.set(key, first);
      if (performance.now() - first < TIMEOUT_MS) continue;
      console.log(`HANGS for ${TIMEOUT_MS / 1000} s: ${nameOf(property)}`);
      end(pid);
      since.set(key, Number.POSITIVE_INFINITY);
    }
  };
  const timer = setInterval(look, 1_000);
  return () => {
    clearInterval(timer);
    look();
    return { few, seconds: (performance.now() - started) / 1000 };
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself, perhaps out of memory.
  }
}

function nameOf({ file, test, propertyIndex }: Pick<Running, 'file' | 'test' | 'propertyIndex'>): string {
  return `${file.slice(file.indexOf('tests/unit/'))} > ${test}${propertyIndex > 0 ? ` (${propertyIndex + 1})` : ''}`;
}
