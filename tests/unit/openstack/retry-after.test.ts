import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { retryAfterSeconds } from '@/utils/openstack/retry-after';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

describe('retryAfterSeconds', () => {
  it.each([
    ['0', 0],
    ['30', 30],
    [' 7 ', 7],
    ['Fri, 02 Jan 2026 03:04:35 GMT', 30],
    ['Friday, 02-Jan-26 03:04:15 GMT', 10],
    ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
    [null, undefined],
    ['', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['Friday', undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(retryAfterSeconds(value, NOW)).toBe(expected);
  });

  it('gives back any whole number of seconds', () => {
    forAny(100, fc.nat(999_999_999), (seconds) => {
      expect(retryAfterSeconds(String(seconds), NOW)).toBe(seconds);
    });
  });

  it('gives back the distance to any date, never a negative one', () => {
    forAny(100, fc.integer({ min: -1_000_000, max: 1_000_000 }), (distance) => {
      const date = new Date(NOW + distance * 1000).toUTCString();
      expect(retryAfterSeconds(date, NOW)).toBe(Math.max(0, distance));
    });
  });

  it('gives a whole number or nothing for any text', () => {
    forAny(100, fc.string(), (text) => {
      const seconds = retryAfterSeconds(text, NOW);
      expect(seconds === undefined || (Number.isInteger(seconds) && seconds >= 0)).toBe(true);
    });
  });
});
