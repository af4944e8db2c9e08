import { expect, it } from 'vitest';
import { unwantedFiles } from '@/tests/tools/check-release';
import { builtFolder } from '@/tests/unit/support/built-folder';

it('a release has no source map, names none and logs nothing as a development build does', () => {
  const folder = builtFolder({
    'background.js': 'console.warn(name)',
    'popup.html': '<script src="/chunks/popup.js"></script>',
    'background.js.map': '{}',
    'chunks/popup.js': 'x()\n//# sourceMappingURL=popup.js.map',
    'chunks/log.js': 'console.info(`[message]`)',
    'assets/popup.css': 'a{}\n/*# sourceMappingURL=popup.css.map */',
  });
  expect(unwantedFiles(folder).sort()).toEqual([
    'assets/popup.css',
    'background.js.map',
    'chunks/log.js',
    'chunks/popup.js',
  ]);
});
