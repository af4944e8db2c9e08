import { readdir } from 'node:fs/promises';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { CONTENT_WORD_NAMES } from '../utils/content/word-names.ts';

const LOCALES = 'assets/locales';

/**
 * Embeds the words of content scripts: the browser's `i18n` would first load all words from another process.
 * Source: https://source.chromium.org/chromium/chromium/src/+/main:extensions/renderer/i18n_hooks_delegate.cc
 * @throws Error where a locale lacks one of them
 */
export async function defineContentWords(): Promise<{ CONTENT_WORDS: string }> {
  const words: Record<string, Record<string, string>> = {};
  for (const file of await readdir(LOCALES)) words[file.replace(/\.yml$/, '')] = await wordsIn(file);
  return { CONTENT_WORDS: JSON.stringify(words) };
}

async function wordsIn(file: string): Promise<Record<string, string>> {
  const messages = await parseMessagesFile(`${LOCALES}/${file}`);
  return Object.fromEntries(
    CONTENT_WORD_NAMES.map((name) => {
      const found = messages.find(({ key }) => key.join('.') === name);
      if (found?.type !== 'simple') throw new Error(`${file} has no ${name}.`);
      return [name, found.message];
    }),
  );
}
