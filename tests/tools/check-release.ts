import { CHROMIUM_EXTENSION, FIREFOX_EXTENSION } from './build';
import { unwantedFiles } from './release-folder';
import type { Step } from './steps';

/** Looks for what must not be in the built extensions, and counts each file that has it as a failure. */
export function releaseStep(): Step {
  return {
    name: 'release',
    run: async () => {
      const names = [CHROMIUM_EXTENSION, FIREFOX_EXTENSION].flatMap((folder) =>
        unwantedFiles(folder).map((file) => `${folder}/${file} has a source map, names one or logs as in development`),
      );
      for (const name of names) console.error(name);
      return names.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: names.length, names };
    },
  };
}
