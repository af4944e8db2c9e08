import { rm } from 'node:fs/promises';
import { check, runBin, type Step } from './steps';
import { ToolError } from './tool-error';

/** The unpacked extensions that WXT builds. */
export const CHROMIUM_EXTENSION = '.output/chrome-mv3';
export const FIREFOX_EXTENSION = '.output/firefox-mv3';
export const DEVELOPMENT_EXTENSION = '.output/chrome-mv3-dev';

/** Production builds for both browsers, from nothing: a failed build leaves no older one for the tests to use. */
export function buildSteps(): Step[] {
  return [
    fresh(CHROMIUM_EXTENSION, check('build for Chromium', 'wxt', 'build')),
    fresh(FIREFOX_EXTENSION, check('build for Firefox', 'wxt', 'build', '--browser', 'firefox')),
  ];
}

/** What WXT writes for the type checker (words, manifest, aliases), from nothing, as on a fresh clone. */
export function typesSteps(): Step[] {
  return [fresh('.wxt', check('generated types', 'wxt', 'prepare')), check('types', 'tsc', '--noEmit')];
}

/** Builds for one browser. @throws ToolError when the build fails */
export async function build(browser: 'chrome' | 'firefox'): Promise<void> {
  const code = await runBin('wxt', ['build', '--browser', browser]);
  if (code !== 0) throw new ToolError('The extension could not be built; the reason is above.');
}

/** Builds for development in Chromium: with logging and readable stacks. @returns whether that worked. */
export async function buildForDevelopment(): Promise<boolean> {
  return (await runBin('wxt', ['build', '--mode', 'development'], { NODE_ENV: 'development' })) === 0;
}

function fresh(folder: string, step: Step): Step {
  return {
    name: step.name,
    run: async () => {
      await rm(folder, { recursive: true, force: true });
      return step.run();
    },
  };
}
