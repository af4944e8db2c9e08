import { uiLanguage } from './runtime';
import type { ContentWords } from './word-names';

/** inserted by the build: assets/content-words.ts */
declare const CONTENT_WORDS: Record<string, ContentWords> & { en: ContentWords };

/**
 * The locale's, else its language's, else English (https://developer.chrome.com/docs/extensions/reference/api/i18n).
 */
export function contentWords(language = uiLanguage()): ContentWords {
  const all = CONTENT_WORDS;
  const [base = ''] = language.split('-', 1);
  return all[language.replaceAll('-', '_')] ?? all[base] ?? all.en;
}
