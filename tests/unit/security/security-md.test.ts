import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGuards, withoutGuard } from '@/tests/tools/guard-table';

const text = readFileSync('SECURITY.md', 'utf8');

/** `tests/… › title`: the test of a claim. */
const citations = [...text.matchAll(/`(tests\/[\w./-]+) › ([^`]+)`/g)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

/** Claims are lists under a heading that begins with "Cannot". */
const claims = text.split(/^### /m).filter((part) => /^Cannot/.test(part));

/** A test or group that is skipped or expected to fail, or that keeps others from running. */
const LEFT_OUT =
  /\b(?:describe|suite|it|test)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo|fixme|fail|fails|only)\b|\bx(?:it|describe|test)\(|\.skip\(/;

it.each([
  "describe.skip('a group', () => {",
  "test.describe.fixme('a group', () => {",
  "it.concurrent.skip('a test', () => {",
  "describe.skipIf(slow)('a group', () => {",
  "it.todo('a test');",
  "test.describe.only('a group', () => {",
  "test.skip(({ browserName }) => browserName === 'x', 'not there');",
  'context.skip();',
])('a skipped test is found: %s', (text) => {
  expect(text).toMatch(LEFT_OUT);
});

it.each(["describe('what is skipped', () => {", "it('only.skips', () => {})", "test.describe('fails', () => {})"])(
  'a test that runs is not: %s',
  (text) => {
    expect(text).not.toMatch(LEFT_OUT);
  },
);

describe('SECURITY.md', () => {
  it('has claims for each attacker', () => {
    expect(text.match(/^## /gm)?.length).toBeGreaterThanOrEqual(8);
    expect(claims.length).toBeGreaterThanOrEqual(8);
    expect(citations.length).toBeGreaterThan(40);
  });

  it.each(citations)('$file › $title is there', ({ file, title }) => {
    expect(existsSync(file)).toBe(true);
    // A title with both kinds of quotes is written with one of them escaped.
    const plain = readFileSync(file, 'utf8').replaceAll("\\'", "'");
    // Neither it, nor a group around it, nor its file is skipped.
    expect(plain).not.toMatch(LEFT_OUT);
    // The first argument of a test, a table of tests or a group, from quote to quote.
    const exact = `(['"\`])${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\2`;
    const [, before = ''] = new RegExp(`([^\\n]*[([]\\s*)${exact},`).exec(plain) ?? [];
    // Or the name of a row in a table whose tests are named by it.
    const row = plain.includes("])('%s', ") ? /^\s*\[$/ : /^(?!)/;
    expect(row.test(before) || /^\s*((it|test|describe|test\.describe)|.*\))\(\s*$/.test(before)).toBe(true);
  });

  it('names a test for every "cannot"', () => {
    for (const claim of claims) {
      const items =
        claim
          .split(/\n\n(?=## )/)[0]
          ?.split(/^- /m)
          .slice(1) ?? [];
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) expect(item).toMatch(/`tests\/[^`]+ › [^`]+`/);
    }
  });
});

describe('tests/guards', () => {
  const guards = readGuards();

  it('has the guard of each citation, and no other', () => {
    const tests = guards.map(({ test }) => test).sort();
    expect(tests).toEqual([...new Set(citations.map(({ file, title }) => `${file} › ${title}`))].sort());
  });

  it.each(guards)('can take out the guard of $test', ({ without }) => {
    for (const cut of without) expect(withoutGuard(readFileSync(cut.file, 'utf8'), cut)).not.toBe('');
  });
});
