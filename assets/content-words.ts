import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CONTENT_WORD_NAMES } from '../utils/page/content-word-names.ts';

const LOCALES = 'assets/locales';

/**
 * For the build: what content scripts find in the place of `CONTENT_WORDS`, which is their words in every language, by
 * the name of its locale. Were they asked of the browser's `i18n`, it would first bring all words of the extension from
 * another process, and keep the page waiting meanwhile.
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
    CONTENT_WORD_NAMES.map((name) => {
      const text = name.split('.').reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], locale);
      if (typeof text !== 'string') throw new Error(`${file} has no ${name}.`);
      return [name, text];
    }),
  );
}
