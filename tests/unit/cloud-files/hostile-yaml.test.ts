import { describe, expect, it } from 'vitest';
import { parseCloudsYaml } from '@/utils/cloud-files/clouds-yaml';

const MAX_CHARACTERS = 1_000_000;

function much(piece: string, size = MAX_CHARACTERS): string {
  return piece.repeat(Math.floor(size / piece.length));
}

/** Each level stands for the one before it nine times. */
function bomb(level: (name: string) => string): string {
  const names = 'abcdefghijklmnopqrstuvwxyz'.split('');
  return names.map((name, at) => `${name}: &${name} ${at === 0 ? '{k: v}' : level(names[at - 1]!)}`).join('\n');
}

const LIST = `r: &r [${much('R,', 40_000)}]`;

function clouds(count: number, entry: string): string {
  return Array.from({ length: count }, (_, at) => `  c${at}: ${entry}`).join('\n');
}

describe('hostile clouds.yaml', () => {
  it.each([
    ['one character too many', 'TOO_LARGE', `#${'x'.repeat(MAX_CHARACTERS)}`],
    ['too many pieces', 'TOO_LARGE', `[${much('a,', MAX_CHARACTERS - 2)}]`],
    ['too many lines', 'TOO_LARGE', much('k: v\n')],
    ['nested lists', 'TOO_DEEP', much('[')],
    ['nested maps', 'TOO_DEEP', much('{a: ')],
    ['nested items', 'TOO_DEEP', much('- ')],
    ['nested keys', 'TOO_DEEP', much('? ')],
    ['nested lines', 'TOO_DEEP', Array.from({ length: 1400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['aliases of aliases', 'TOO_MANY_ALIASES', bomb((name) => `[${`*${name},`.repeat(9)}]`)],
    ['merges of merges', 'TOO_MANY_ALIASES', bomb((name) => `{<<: [${`*${name},`.repeat(9)}]}`)],
    ['one anchor with many aliases', 'TOO_MANY_ALIASES', `a: &a x\nb: [${'*a,'.repeat(45_000)}]`],
    ['a long list in many clouds', 'TOO_MANY_ALIASES', `${LIST}\nclouds:\n${clouds(450, '{regions: *r}')}`],
    ['an alias of itself', 'TOO_MANY_ALIASES', 'clouds: &a {b: *a}'],
    ['an alias of nothing', 'NOT_YAML', 'clouds: *a'],
    ['an open quotation', 'NOT_YAML', `clouds: "${much('x', MAX_CHARACTERS - 20)}`],
    ['many errors', 'NOT_YAML', much('}\n')],
    ['many documents', 'NOT_YAML', much('---\n')],
    ['a map as a key', 'NOT_YAML', 'clouds: {? {a: b} : c}'],
    ['nothing', 'NO_CLOUDS', ''],
    ['a comment', 'NO_CLOUDS', '# clouds: {}'],
    ['a list', 'NO_CLOUDS', '[clouds]'],
    ['no mapping', 'NO_CLOUDS', 'clouds: [a, b]'],
    ['an empty mapping', 'NO_CLOUDS', 'clouds: {}'],
    ['a web page', 'NOT_YAML', '<!DOCTYPE html>\n<html lang="en">\n<body style="a: b">{% x: y'],
    ['too many clouds', 'TOO_MANY_CLOUDS', `clouds:\n${clouds(501, '{}')}`],
  ])('%s: %s', (_, code, text) => {
    expect(parseCloudsYaml(text)).toEqual({ clouds: [], problems: [expect.objectContaining({ code })] });
  });

  it('says on which line', () => {
    expect(parseCloudsYaml('clouds:\r\n  a: 1\r\n  b: "c\\q"\r\n').problems).toEqual([{ code: 'NOT_YAML', line: 3 }]);
  });

  it('reads as many clouds as a file may have, of one anchor', () => {
    const text = `d: &d {auth_url: "https://i.example.org", user_id: u}\nclouds:\n${clouds(500, '{<<: *d, auth: *d}')}`;
    const read = parseCloudsYaml(text);
    expect(read.problems).toEqual([]);
    expect(read.clouds).toHaveLength(500);
  });

  it('takes names of prototypes for names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
    const text = `clouds:\n${names.map((name) => `  ${name}: {auth: {auth_url: "https://i.example.org", user_id: ${name}, __proto__: {polluted: yes}}}`).join('\n')}`;
    const { clouds, problems } = parseCloudsYaml(text);
    expect(problems).toEqual([]);
    expect(clouds.map(({ name, draft }) => [name, draft.user])).toEqual(names.map((name) => [name, { id: name }]));
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(clouds.every(({ draft }) => Object.getPrototypeOf(draft) === Object.prototype)).toBe(true);
    const only = parseCloudsYaml('__proto__: {clouds: {a: {}}}');
    expect(only.problems).toEqual([{ code: 'NO_CLOUDS' }]);
  });

  it('runs no tag', () => {
    const keys = 'auth_url: !!python/object/apply:os.system ["x"], user_id: !!js/function "f", username: !!binary aGk=';
    const { draft } = parseCloudsYaml(`clouds: {a: {${keys}}}`).clouds[0] ?? {};
    expect(draft).toEqual({ name: 'a', method: 'password', user: { id: 'f', name: 'aGk=' } });
  });
});
