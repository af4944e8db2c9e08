import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gzipSizes, scriptsOf } from '@/tests/tools/check-budgets';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'budgets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function build(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

test('a page loads its scripts, its preloads and their imports, each once', () => {
  build({
    'popup.html': `<script type="module" crossorigin src="/chunks/popup.js"></script>
      <link rel="modulepreload" crossorigin href="/chunks/shared.js"><link rel="stylesheet" href="/assets/popup.css">`,
    'chunks/popup.js': 'import{a}from"./shared.js";import "../deep/side.js";a()',
    'chunks/shared.js': 'import"./popup.js";export{a}from"./again.js"',
    'chunks/again.js': 'export const a=1',
    'deep/side.js': 'console',
    'chunks/unused.js': 'not loaded',
  });
  expect(scriptsOf(folder, 'popup.html')).toEqual([
    'chunks/again.js',
    'chunks/popup.js',
    'chunks/shared.js',
    'deep/side.js',
  ]);
});

test('dynamic imports are not counted', () => {
  build({ 'background.js': 'await import("./later.js")', 'later.js': '' });
  expect(scriptsOf(folder, 'background.js')).toEqual(['background.js']);
});

test('a script that is missing from the build is an error', () => {
  build({ 'background.js': 'import"./gone.js"' });
  expect(() => scriptsOf(folder, 'background.js')).toThrow('gone.js');
  expect(() => scriptsOf(folder, 'popup.html')).toThrow('popup.html');
});

test('each file is compressed by itself', () => {
  const text = 'repeated '.repeat(500);
  build({ 'a.js': text, 'b.js': text });
  const [a, b] = gzipSizes(folder, ['a.js', 'b.js']);
  const expected = gzipSync(text, { level: 9 });
  expect(a).toEqual({ file: 'a.js', bytes: expected.length });
  expect(b?.bytes).toBe(a?.bytes);
});
