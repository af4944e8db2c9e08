import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gzipSizes, scriptsOf } from '@/tests/tools/check-budgets';
import { builtFolder } from '@/tests/unit/support/built-folder';

test('a page loads its scripts, its preloads and their imports, each once', () => {
  const folder = builtFolder({
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
  const folder = builtFolder({ 'background.js': 'await import("./later.js")', 'later.js': '' });
  expect(scriptsOf(folder, 'background.js')).toEqual(['background.js']);
});

test('a script that is missing from the build is an error', () => {
  const folder = builtFolder({ 'background.js': 'import"./gone.js"' });
  expect(() => scriptsOf(folder, 'background.js')).toThrow('gone.js');
  expect(() => scriptsOf(folder, 'popup.html')).toThrow('popup.html');
});

test('each file is compressed by itself', () => {
  const text = 'repeated '.repeat(500);
  const folder = builtFolder({ 'a.js': text, 'b.js': text });
  const [a, b] = gzipSizes(folder, ['a.js', 'b.js']);
  const expected = gzipSync(text, { level: 9 });
  expect(a).toEqual({ file: 'a.js', bytes: expected.length });
  expect(b?.bytes).toBe(a?.bytes);
});
