// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { takeOver } from '@/utils/page/take-over';

it('ends the script that was there, and only that one', () => {
  const first = takeOver(document);
  expect(first.signal.aborted).toBe(false);
  const second = takeOver(document);
  expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false]);
  const third = takeOver(document);
  expect([second.signal.aborted, third.signal.aborted]).toEqual([true, false]);
});
