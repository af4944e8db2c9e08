import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync('SECURITY.md', 'utf8');

/** `tests/… › title`: what stands behind a claim. */
const citations = [...text.matchAll(/`(tests\/[\w./-]+) › ([^`]+)`/g)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

/** Claims stand in lists under a heading that says so. */
const claims = text.split(/^### /m).filter((part) => /^Cannot/.test(part));

/** A test or a group that is not run, may not be run, or must fail; and any that keeps the others from running. */
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
])('a test that is not run is noticed: %s', (text) => {
  expect(text).toMatch(LEFT_OUT);
});

it.each(["describe('what is skipped', () => {", "it('only.skips', () => {})", "test.describe('fails', () => {})"])(
  'one that is run is not: %s',
  (text) => {
    expect(text).not.toMatch(LEFT_OUT);
  },
);

describe('SECURITY.md', () => {
  it('has something to say, for each attacker', () => {
    expect(text.match(/^## /gm)?.length).toBeGreaterThanOrEqual(8);
    expect(claims.length).toBeGreaterThanOrEqual(8);
    expect(citations.length).toBeGreaterThan(40);
  });

  it.each(citations)('$file › $title is there', ({ file, title }) => {
    expect(existsSync(file)).toBe(true);
    // A title with both kinds of quotes is written with one of them escaped.
    const plain = readFileSync(file, 'utf8').replaceAll("\\'", "'");
    // Neither it, nor a group around it, nor all of its file is left out.
    expect(plain).not.toMatch(LEFT_OUT);
    // The first thing that a test, a list of tests or a group is given, from quote to quote.
    const exact = `(['"\`])${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\2`;
    const [, before = ''] = new RegExp(`([^\\n]*[([]\\s*)${exact},`).exec(plain) ?? [];
    // Or the name of a row in a list whose tests are called by their names.
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
