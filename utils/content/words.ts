import { uiLanguage } from './runtime';
import type { ContentWords } from './word-names';

/** Put there by the build, by the name of the locale. Source: assets/content-words.ts */
declare const CONTENT_WORDS: Record<string, ContentWords> & { en: ContentWords };

/**
 * @param language the browser's own, such as `zh-CN`
 * @returns what content scripts say: in that very language, else in the same without its region, else in the default.
 * Browsers choose the words of all else alike, but for one that has no words of its own in the language it was told to
 * speak: it says here which one it speaks instead.
 * Source: https://developer.chrome.com/docs/extensions/reference/api/i18n
 */
export function contentWords(language = uiLanguage()): ContentWords {
  const all = CONTENT_WORDS;
  const [base = ''] = language.split('-', 1);
  return all[language.replaceAll('-', '_')] ?? all[base] ?? all.en;
}
