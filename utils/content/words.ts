import { uiLanguage } from './runtime';
import type { ContentWords } from './word-names';

/** by locale; the build inserts it: assets/content-words.ts */
declare const CONTENT_WORDS: Record<string, ContentWords> & { en: ContentWords };

/**
 * @returns the words of that locale, else of its language without the region, else of English, as browsers choose them
 * (https://developer.chrome.com/docs/extensions/reference/api/i18n).
 */
export function contentWords(language = uiLanguage()): ContentWords {
  const all = CONTENT_WORDS;
  const [base = ''] = language.split('-', 1);
  return all[language.replaceAll('-', '_')] ?? all[base] ?? all.en;
}
