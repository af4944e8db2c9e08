import type { ImportProblem } from './import-problems';
import type { YamlMap, YamlValue } from './yaml';

const MAX_TEXT_LENGTH = 2000;
const MAX_SECRET_LENGTH = 16_000;

/** Of one cloud; one that cannot be used is in `problems`. */
export interface CloudSettings {
  /** the first that is not blank, trimmed */
  text(...keys: string[]): string | undefined;
  /** the exact text; never part of a problem */
  secret(key: string): string | undefined;
  /** of a list, or a text with commas */
  list(key: string): string[];
  problems: ImportProblem[];
}

/**
 * Keys may have dashes; what belongs into `auth` may be beside it (openstacksdk openstack/config/loader.py
 * `_fix_backwards_project`).
 */
export function readSettings(cloud: YamlMap): CloudSettings {
  const problems: ImportProblem[] = [];
  const addUnused = (key: string): undefined => {
    if (!problems.some((problem) => problem.key === key)) problems.push({ code: 'VALUE_UNUSED', key });
  };
  const entry = withUnderscores(cloud);
  const auth = entry.get('auth');
  if (auth !== undefined && auth !== null && !(auth instanceof Map)) addUnused('auth');
  const authFields = auth instanceof Map ? withUnderscores(auth) : new Map<string, YamlValue>();

  function writtenValue(key: string): YamlValue {
    const value = authFields.get(key);
    return value === undefined || value === null || value === '' ? (entry.get(key) ?? null) : value;
  }
  function textOf(key: string): string | undefined {
    const value = writtenValue(key);
    if (value === null) return undefined;
    if (typeof value !== 'string') return addUnused(key);
    const text = value.trim();
    if (text.length > MAX_TEXT_LENGTH || hasControlCharacters(text)) return addUnused(key);
    return text === '' ? undefined : text;
  }
  return {
    problems,
    text(...keys) {
      for (const key of keys) {
        const text = textOf(key);
        if (text !== undefined) return text;
      }
      return undefined;
    },
    secret(key) {
      const value = writtenValue(key);
      if (value === null || value === '') return undefined;
      return typeof value === 'string' && value.length <= MAX_SECRET_LENGTH ? value : addUnused(key);
    },
    list(key) {
      const value = writtenValue(key);
      if (!Array.isArray(value)) return (textOf(key) ?? '').split(',').map(trim).filter(Boolean);
      const items = value.filter((item) => typeof item === 'string').map(trim);
      if (
        items.length < value.length ||
        items.some((item) => item.length > MAX_TEXT_LENGTH || hasControlCharacters(item))
      )
        addUnused(key);
      return items.filter((item) => item !== '' && item.length <= MAX_TEXT_LENGTH && !hasControlCharacters(item));
    },
  };
}

/** Of YAML 1.1, YAML 1.2 or a shell. */
export function booleanOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(y|yes|true|on|1)$/i.test(text)) return true;
  return /^(n|no|false|off|0)$/i.test(text) ? false : undefined;
}

/** Also lone surrogates: both could hide what is shown. */
export function hasControlCharacters(text: string): boolean {
  return /[\p{Cc}\p{Cs}]/u.test(text);
}

function withUnderscores(fields: YamlMap): YamlMap {
  return new Map([...fields].map(([key, value]) => [key.replaceAll('-', '_'), value]));
}

function trim(text: string): string {
  return text.trim();
}
