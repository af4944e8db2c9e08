import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STORED, type StoredName } from '@/utils/storage/table';

const NAMES = Object.keys(STORED) as StoredName[];

/** What README's tables call the areas. */
const AREA_PATTERNS = {
  local: [/\blocal storage\b/, /local 存储/],
  session: [/\bsession storage\b/, /session 存储/],
  sync: [/\bsync storage\b/, /sync 存储/],
  vault: [/extension's own database/, /扩展自己的数据库/],
  files: [/private file system/, /私有文件系统/],
  cache: [/extension's own database/, /扩展自己的数据库/],
  page: [/pages' local storage/, /页面的 local 存储/],
} as const;

/** The rows of the table of what is stored. */
function rowsOf(file: string, heading: string): { what: string; where: string }[] {
  const section = readFileSync(file, 'utf8').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => {
    const [what = '', where = ''] = row.replace(/^\| /, '').split(' | ');
    return { what, where };
  });
}

const english = rowsOf('README.md', 'What is stored where');
const chinese = rowsOf('README.zh-CN.md', '数据保存在哪里');

const rowOf = (name: StoredName) => english.findIndex(({ what }) => what.startsWith(STORED[name].readme));
const areaOf = (name: StoredName) => name.split(':')[0] as keyof typeof AREA_PATTERNS;

const sources = ['utils', 'components', 'entrypoints'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => [`${folder}/${file}`.replaceAll('\\', '/'), readFileSync(`${folder}/${file}`, 'utf8')] as const),
);

describe('the table of what is stored', () => {
  it.each(NAMES)('%s is listed in README, with its storage area', (name) => {
    const rowIndex = rowOf(name);
    expect(rowIndex).toBeGreaterThanOrEqual(0);
    const [inEnglish, inChinese] = AREA_PATTERNS[areaOf(name)];
    expect(english[rowIndex]?.where).toMatch(inEnglish);
    expect(chinese[rowIndex]?.where).toMatch(inChinese);
  });

  it("has an item for each row of README's table of what is stored", () => {
    const listed = new Set(NAMES.map(rowOf));
    const otherPlaces = english.filter((_, rowIndex) => !listed.has(rowIndex)).map(({ where }) => where);
    expect(english.length).toBeGreaterThan(15);
    expect(chinese).toHaveLength(english.length);
    for (const where of otherPlaces) expect(where).toMatch(/^as |^nowhere|never stored/);
  });

  it.each(NAMES.filter((name) => STORED[name].secret))(
    '%s, which is a secret, is in memory or in the vault',
    (name) => {
      expect(['session', 'vault', 'files']).toContain(areaOf(name));
    },
  );

  it.each(NAMES.filter((name) => areaOf(name) !== 'sync'))('%s is used by code', (name) => {
    expect(
      sources.filter(([file, text]) => file !== 'utils/storage/table.ts' && text.includes(`'${name}'`)),
    ).not.toEqual([]);
  });

  it('is the only way to store: nothing outside its folder reaches the areas of the browser', () => {
    const bypassing = sources.filter(
      ([file, text]) =>
        !file.startsWith('utils/storage/') &&
        /^(?!\s*(\*|\/\/|\/\*)).*(storage\.(local|session)\b|\blocalStorage\b|\bindexedDB\b|\bgetDirectory\b|idb-keyval|wxt\/utils\/storage)/m.test(
          text,
        ),
    );
    expect(bypassing.map(([file]) => file)).toEqual([]);
  });
});
