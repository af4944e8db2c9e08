import { buildSteps, typesSteps } from './build';
import { budgetStep } from './check-budgets';
import { releaseStep } from './check-release';
import { missingDesktopPrograms } from './desktop';
import { ensureBrowser } from './ensure-browser';
import { check, playwright, runSteps, type Step, vitest } from './steps';
import { runTool, ToolError } from './tool-error';

/** The parts that can be named; without names, all run. */
const PARTS: Record<string, () => Step[]> = {
  lint: () => [
    check('lint', 'biome', 'check', '--error-on-warnings'),
    check('walls', 'tsx', 'tests/tools/lint-walls.ts'),
  ],
  types: typesSteps,
  unit: () => [vitest('unit')],
  torture: () => [vitest('torture')],
  // Against the fake cloud, whatever cloud the environment names.
  contract: () => [vitest('contract', { OS_CLIENT_CONFIG_FILE: '' })],
  build: () => [...buildSteps(), budgetStep(), releaseStep()],
  e2e: () => [playwright('chromium', { CHROME_PATH: ensureBrowser('chromium') }), ...desktopSteps()],
  firefox: () => [playwright('firefox', { FIREFOX_PATH: ensureBrowser('firefox') })],
};

await runTool(async () => {
  const names = process.argv.slice(2);
  if (names.includes('--help')) return help();
  const unknown = names.find((name) => PARTS[name] === undefined);
  if (unknown !== undefined)
    throw new ToolError(`There is no part ${unknown}. Parts: ${Object.keys(PARTS).join(', ')}`);
  const partNames = names.length === 0 ? Object.keys(PARTS) : withBuild(names);
  // Browsers are looked for first, so that a missing one ends the run at once.
  return runSteps(partNames.flatMap((name) => PARTS[name]?.() ?? []));
});

/** Browser tests need the built extension. */
function withBuild(names: string[]): string[] {
  const needed = names.some((name) => name === 'e2e' || name === 'firefox') && !names.includes('build');
  return needed ? ['build', ...names] : names;
}

/** Real key presses need a virtual display and a window manager. */
function desktopSteps(): Step[] {
  const missing = missingDesktopPrograms();
  if (missing.length === 0) return [playwright('desktop', { CHROME_PATH: ensureBrowser('chromium') })];
  console.log(`Tests that press real keys do not run: ${missing.join(', ')} not found.`);
  return [];
}

function help(): number {
  console.log(`Runs all tests, or the parts named: npm test -- ${Object.keys(PARTS).join(' ')}

CHROME_PATH and FIREFOX_PATH name the browsers to use; otherwise they are searched for and, where that is
possible, installed with the system's package manager.`);
  return 0;
}
