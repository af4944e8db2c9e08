import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failuresIn, tablesOf } from '@/tests/tools/torture-table';
import { ACCOUNTS } from '@/tests/torture/use-cases/accounts';
import { CONSOLES } from '@/tests/torture/use-cases/consoles';
import { EXTERNAL } from '@/tests/torture/use-cases/external';
import { VAULT } from '@/tests/torture/use-cases/vault';

const cell = (column: string, broken: string[] = []) => ({
  ...{ useCase: 'lock', column, at: 'call 1', outcome: broken.length > 0 ? 'INTERNAL' : 'done', broken, ms: 1 },
});

describe('the table of faults', () => {
  it('counts the cells of each use case and fault, and those that failed', () => {
    const cells = [cell('a fault'), cell('a fault', ['a reason']), cell('another')];
    expect(tablesOf(cells)).toContain('3 cells, 1 failed.');
    expect(tablesOf(cells)).toContain('| lock | 2 / **1** | 1 |');
    expect(tablesOf(cells)).toContain('| lock | done 2, INTERNAL 1 |');
    expect(failuresIn(cells)).toEqual([{ text: 'a fault: a reason', count: 1, example: 'lock, call 1' }]);
  });

  it('is written for all use cases, and none fails', () => {
    const text = readFileSync('docs/torture.md', 'utf8');
    const names = [ACCOUNTS, VAULT, CONSOLES, EXTERNAL].flat().map(({ name }) => name);
    const rows = [...text.matchAll(/^\| (.*?) \|/gm)].map(([, name = '']) => name);
    expect([...new Set(rows)].sort()).toEqual(['---', 'Use case', ...names].sort());
    expect(text).toMatch(/\n\d{4,} cells(?: \(one of \d\))?, 0 failed\.\n/);
  });
});
