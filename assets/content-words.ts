import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const LOCALES = 'assets/locales';

/** All that content scripts say, by its name in the locales. */
const NAMES = [
  'dashboard.open',
  'dashboard.opening',
  'dashboard.describe',
  'dashboard.gone.sentence',
  'dashboard.gone.nextStep',
  'dashboard.gone.reload',
  'dashboard.tooMany.sentence',
  'dashboard.tooMany.nextStep',
  'problem.WORKER_GONE.sentence',
  'problem.WORKER_GONE.nextStep',
  'action.retry',
  'action.dismiss',
] as const;

/** What content scripts say in one language. */
export type ContentWords = Record<(typeof NAMES)[number], string>;

/**
 * What the build puts into content scripts in the place of `CONTENT_WORDS`: their words in every language, by the name
 * of its locale. Were they asked of the browser's `i18n`, it would bring all words of the extension from another process
 * first, and keep the page waiting meanwhile.
 * Source: https://source.chromium.org/chromium/chromium/src/+/main:extensions/renderer/i18n_hooks_delegate.cc
 *
 * @throws Error where a language lacks one of them
 */
export function defineContentWords(): { CONTENT_WORDS: string } {
  const files = readdirSync(LOCALES);
  const words = Object.fromEntries(files.map((file) => [file.replace(/\.yml$/, ''), wordsIn(file)]));
  return { CONTENT_WORDS: JSON.stringify(words) };
}

function wordsIn(file: string): Record<string, string> {
  const locale: unknown = parse(readFileSync(`${LOCALES}/${file}`, 'utf8'));
  return Object.fromEntries(
    NAMES.map((name) => {
      const text = name.split('.').reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], locale);
      if (typeof text !== 'string') throw new Error(`${file} has no ${name}.`);
      return [name, text];
    }),
  );
}
