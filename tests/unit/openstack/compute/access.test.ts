import { describe, expect, it } from 'vitest';
import { isOlder, microversionHeaders } from '@/utils/openstack/compute/access';

describe('isOlder', () => {
  it.each([
    ['2.5', '2.6', true],
    ['2.6', '2.6', false],
    ['2.60', '2.6', false],
    ['2.6', '2.60', true],
    ['2.100', '2.99', false],
    ['1.99', '2.1', true],
    ['3.0', '2.6', false],
  ])('%s before %s: %s', (a, b, expected) => {
    expect(isOlder(a, b)).toBe(expected);
  });
});

describe('microversionHeaders', () => {
  it('sends both headers, or none', () => {
    expect(microversionHeaders('2.6')).toEqual({
      'OpenStack-API-Version': 'compute 2.6',
      'X-OpenStack-Nova-API-Version': '2.6',
    });
    expect(microversionHeaders(null)).toEqual({});
  });
});
