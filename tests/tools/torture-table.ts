import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellResult } from '@/tests/torture/support/matrix';

/** @returns the cells of a run, in no order */
export function readCells(folder: string): CellResult[] {
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): CellResult => JSON.parse(line)),
  );
}

/** What is broken, the most frequent first, with the first cell of each. */
export function failuresIn(cells: readonly CellResult[]): { text: string; count: number; example: string }[] {
  const found = new Map<string, { text: string; count: number; example: string }>();
  for (const { useCase, column, at, broken } of cells)
    for (const reason of broken) {
      const text = `${column}: ${reason}`;
      const failure = found.get(text) ?? { text, count: 0, example: `${useCase}, ${at}` };
      found.set(text, { ...failure, count: failure.count + 1 });
    }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

const KINDS: readonly [title: string, columns: RegExp][] = [
  ['Storage', /^(?!worker|clock|cloud)/],
  ['Worker and clock', /^(worker|clock)/],
  ['Cloud', /^cloud/],
];

function cellTable(cells: readonly CellResult[], useCases: readonly string[], pattern: RegExp): string {
  const columns = unique(cells.map(({ column }) => column).filter((column) => pattern.test(column))).sort();
  return table(useCases, columns, (useCase, column) => countOf(ofCell(cells, useCase, column)));
}

/** The page docs/torture.md. @param every one of so many cells was run */
export function tablesOf(cells: readonly CellResult[], every = 1): string {
  const useCases = unique(cells.map(({ useCase }) => useCase));
  const failed = cells.filter(({ broken }) => broken.length > 0).length;
  return `# Faults

Written by \`npm run torture\`. Each use case of the extension runs with each fault at each point where it can happen: one
run is a cell. After it, the next worker starts, a person looks at each cloud, and the following must hold:

- no secret of another cloud is lost, and no secret is in an item that may hold none;
- no password and no token was sent to another address or for another user;
- each valid token is stored, or queued for revocation;
- a refused password was sent once, and once more after a person asked again;
- each application credential is in use or listed;
- each error has a code of its own, none is unexpected, and no secret is in it;
- no rejection is left unhandled, no call runs without end, no cloud is asked without end.

${cells.length} cells${every === 1 ? '' : ` (one of ${every})`}, ${failed} failed.

Below are the cells run, after a slash how many failed.

${KINDS.map(([title, pattern]) => `## ${title}\n\n${cellTable(cells, useCases, pattern)}\n`).join('\n')}
## Outcomes

What the person saw: \`done\`, the code of an error, or \`ended\` with the worker.

${table(useCases, ['Outcomes'], (useCase) => outcomesOf(cells.filter((cell) => cell.useCase === useCase)))}
`;
}

function table(rows: readonly string[], columns: readonly string[], cell: (row: string, column: string) => string) {
  const lines = [
    ['Use case', ...columns],
    ['---', ...columns.map(() => '---')],
    ...rows.map((row) => [row, ...columns.map((column) => cell(row, column))]),
  ];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

const ofCell = (cells: readonly CellResult[], useCase: string, column: string) =>
  cells.filter((cell) => cell.useCase === useCase && cell.column === column);

function countOf(cells: readonly CellResult[]): string {
  const failed = cells.filter(({ broken }) => broken.length > 0).length;
  return failed === 0 ? `${cells.length || ''}` : `${cells.length} / **${failed}**`;
}

function outcomesOf(cells: readonly CellResult[]): string {
  const outcomes = unique(cells.map(({ outcome }) => outcome));
  const counted = outcomes.map((name) => [name, cells.filter(({ outcome }) => outcome === name).length] as const);
  return counted
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

const unique = (all: readonly string[]): string[] => [...new Set(all)];
