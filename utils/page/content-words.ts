import type { ContentWords } from '@/assets/content-words';
import { uiLanguage } from './runtime';

/** Put there by the build, by the name of the locale. */
declare const CONTENT_WORDS: Record<string, ContentWords> & { en: ContentWords };

/**
 * @param language the browser's own, such as `zh-CN`
 * @returns what content scripts say, in the language that the browser's `i18n` would choose for all else: the very one,
 * else the same without its region, else the default. Source: https://developer.chrome.com/docs/extensions/reference/api/i18n
 */
export function contentWords(language = uiLanguage()): ContentWords {
  const all = CONTENT_WORDS;
  const [base = ''] = language.split('-', 1);
  return all[language.replaceAll('-', '_')] ?? all[base] ?? all.en;
}
