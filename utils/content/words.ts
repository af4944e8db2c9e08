import { uiLanguage } from './runtime';
import type { ContentWords } from './word-names';

declare const CONTENT_WORDS: Record<string, ContentWords> & { en: ContentWords };

/** For the locale, its language, or English (https://developer.chrome.com/docs/extensions/reference/api/i18n). */
export function contentWords(language = uiLanguage()): ContentWords {
  const all = CONTENT_WORDS;
  const [base = ''] = language.split('-', 1);
  return all[language.replaceAll('-', '_')] ?? all[base] ?? all.en;
}
