// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { replacePreviousScript } from '@/utils/content/lifecycle';

it('ends the script that was there, and only that one', () => {
  const scripts = [1, 2, 3].map(() => new AbortController());
  const ended = () => scripts.map(({ signal }) => signal.aborted);
  for (const script of scripts) {
    expect(script.signal.aborted).toBe(false);
    replacePreviousScript(document, script);
    expect(ended().lastIndexOf(true)).toBe(scripts.indexOf(script) - 1);
  }
  expect(ended()).toEqual([true, true, false]);
});
