import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The words on a page, given the English ones. */
export type Words = (english: string) => string;

/** Flat keys such as `settings.button.save`, with their texts. */
type Texts = Map<string, string>;

/**
 * What stands on the pages of a language where the English page says something else. The same English word may be
 * two keys: those of `section` come first.
 *
 * @throws Error for English that no page shows, so that a renamed label is noticed
 */
export function wordsOf(language: string, section: 'popup' | 'settings'): Words {
  // English names are the contract with screen readers and outside checks: they stand in the tests themselves.
  if (language.startsWith('en')) return (english) => english;
  const english = texts('en');
  const translated = texts('zh_CN');
  const keys = [...english.keys()].sort((a, b) => Number(b.startsWith(section)) - Number(a.startsWith(section)));
  return (text) => {
    const key = keys.find((candidate) => english.get(candidate) === text);
    const word = key === undefined ? undefined : translated.get(key);
    if (word === undefined) throw new Error(`No text “${text}” in the locales.`);
    return word;
  };
}

function texts(locale: string): Texts {
  const flat: Texts = new Map();
  const walk = (value: unknown, key: string) => {
    if (typeof value === 'string') flat.set(key, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) walk(inner, key === '' ? name : `${key}.${name}`);
    }
  };
  walk(parse(readFileSync(`assets/locales/${locale}.yml`, 'utf8')), '');
  return flat;
}
