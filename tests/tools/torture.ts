import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBin } from './steps';
import { runTool } from './tool-error';
import { failuresIn, readCells, tablesOf } from './torture-table';

/**
 * Runs each use case of tests/torture with each fault, and writes the table docs/torture.md: `npm run torture`. With
 * names, only the use cases of these files, without the table: `npm run torture -- vault`. `TORTURE_EVERY=10`
 * runs each tenth cell.
 */
await runTool(async () => {
  const names = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'torture-'));
  try {
    const files = names.map((name) => `tests/torture/${name}.torture.test.ts`);
    const code = await runBin('vitest', ['run', '--project', 'torture', '--reporter=dot', ...files], {
      TORTURE_FOLDER: folder,
    });
    const cells = readCells(folder);
    const failures = failuresIn(cells);
    for (const { text, count, example } of failures) console.log(`${count} × ${text} (${example})`);
    console.log(`\n${cells.length} cells, ${cells.filter(({ broken }) => broken.length > 0).length} failed`);
    if (names.length === 0) writeFileSync('docs/torture.md', tablesOf(cells, Number(process.env.TORTURE_EVERY ?? 1)));
    return code !== 0 || failures.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
});
