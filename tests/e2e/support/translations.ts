import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Translates the English text of a page. */
export type Translate = (english: string) => string;

/** Flat keys such as `settings.button.save`, with their texts. */
type Texts = Map<string, string>;

/**
 * The translations of a language. The same English text may be
 * in several keys: those of `section` come first.
 *
 * @throws Error for English text that is in no locale key
 */
export function translationsOf(language: string, section: 'popup' | 'settings'): Translate {
  // The English names are a contract with screen readers, so tests have them literally.
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
