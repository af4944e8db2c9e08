import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

describe.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', (file) => {
  it('names only files and folders that exist', () => {
    const paths = [...read(file).matchAll(/`((?:utils|components|entrypoints|tests|assets)\/[\w./-]*)`/g)];
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const names = [...read(file).matchAll(/`npm run ([\w:-]+)/g)].map(([, name]) => name);
    expect(names.filter((name) => !scripts.includes(name ?? ''))).toEqual([]);
  });
});
