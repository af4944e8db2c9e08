import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unwantedFiles } from '@/tests/tools/check-release';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a release has no source map, names none and logs nothing as a development build does', () => {
  const files = {
    'background.js': 'console.warn(name)',
    'popup.html': '<script src="/chunks/popup.js"></script>',
    'background.js.map': '{}',
    'chunks/popup.js': 'x()\n//# sourceMappingURL=popup.js.map',
    'chunks/log.js': 'console.info(`[message]`)',
    'assets/popup.css': 'a{}\n/*# sourceMappingURL=popup.css.map */',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  expect(unwantedFiles(folder).sort()).toEqual([
    'assets/popup.css',
    'background.js.map',
    'chunks/log.js',
    'chunks/popup.js',
  ]);
});
