import { readdirSync, readFileSync } from 'node:fs';
import { runBin } from './steps';
import { runTool } from './tool-error';

/**
 * Runs every property test that says so (`runs(…)`) with as many new inputs as `FUZZ_RUNS` says, 100,000 by default:
 * `npm run fuzz -- imports` for those of one folder. A failure names the seed that brings it back.
 */
const DAY_MS = 24 * 3600_000;

await runTool(async () => {
  const FUZZ_RUNS = process.env.FUZZ_RUNS ?? '100000';
  const wanted = process.argv.slice(2);
  const files = readdirSync('tests/unit', { recursive: true, encoding: 'utf8' })
    .map((file) => `tests/unit/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.test\.tsx?$/.test(file) && wanted.every((part) => file.includes(part)))
    .filter((file) => readFileSync(file, 'utf8').includes('support/runs'));
  console.log(`${files.length} files, ${FUZZ_RUNS} inputs for each of their properties`);
  const args = ['run', '--project', 'unit', '--reporter=verbose', `--testTimeout=${DAY_MS}`, ...files];
  return runBin('vitest', args, { FUZZ_RUNS });
});
