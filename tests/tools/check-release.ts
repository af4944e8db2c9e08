import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_EXTENSION, FIREFOX_EXTENSION } from './build';
import type { Step } from './steps';

/** What the text of a release must not have: a way to its source maps, or the logging of a development build. */
const UNWANTED_TEXT = [/[#@] ?sourceMappingURL=/, /console\.(?:log|info)\(/];

/**
 * @param folder an unpacked release
 * @returns its files that must not be in a release: source maps, and scripts that name one or log as a development build
 */
export function unwantedFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.map') || (/\.(js|css)$/.test(file) && hasUnwantedText(folder, file)));
}

function hasUnwantedText(folder: string, file: string): boolean {
  const text = readFileSync(join(folder, file), 'utf8');
  return UNWANTED_TEXT.some((pattern) => pattern.test(text));
}

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
