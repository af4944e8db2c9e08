import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const READMES = ['README.md', 'README.zh-CN.md'];

const read = (file: string) => readFileSync(file, 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);

const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
const scriptsIn = (file: string) => [...new Set(found(read(file), /npm run ([\w:-]+)/g))];

describe.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', ...READMES])('%s', (file) => {
  it('names only files and folders that exist', () => {
    const quoted = found(read(file), /`((?:utils|components|entrypoints|tests|assets|docs)\/[\w./-]*)`/g);
    const linked = found(read(file), /\]\((?!https?:)([^)#]+)\)/g);
    const paths = [...quoted, ...linked];
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    expect(scriptsIn(file).length).toBeGreaterThan(0);
    expect(scriptsIn(file).filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('the two READMEs', () => {
  it.each(READMES)('%s names each part of `npm test`', (file) => {
    const [, table = ''] = /const PARTS[^\n]*\n(.*?)\n};/s.exec(read('tests/tools/test.ts')) ?? [];
    const parts = found(table, /^ {2}(\w+):/gm);
    expect(parts).toContain('torture');
    expect(read(file)).toContain(`\`${parts.join(' ')}\``);
  });

  it('name the same scripts', () => {
    const [english = '', chinese = ''] = READMES;
    expect(scriptsIn(chinese)).toEqual(scriptsIn(english));
  });
});
