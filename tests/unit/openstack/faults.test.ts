import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { faultByStatus, messageOf } from '@/utils/openstack/faults';

describe('messageOf', () => {
  it.each([
    ['Keystone', { error: { code: 401, message: 'no', title: 'Unauthorized' } }, 'no'],
    ['Nova', { itemNotFound: { code: 404, message: 'gone' } }, 'gone'],
    ['WebOb', { message: 'nothing here', code: '404 Not Found' }, 'nothing here'],
    ['a receipt', { receipt: { methods: ['password'] }, required_auth_methods: [] }, ''],
    ['nothing', null, ''],
  ])('reads the message of %s', (_, body, expected) => {
    expect(messageOf(body)).toBe(expected);
  });

  it('gives a text for any JSON', () => {
    forAny(100, fc.jsonValue(), (body) => {
      expect(typeof messageOf(body)).toBe('string');
    });
  });
});

describe('faultByStatus', () => {
  it.each([
    [300, 'MULTIPLE_CHOICES'],
    [400, 'BAD_REQUEST'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [413, 'RATE_LIMITED'],
    [429, 'RATE_LIMITED'],
    [500, 'SERVER_ERROR'],
    [501, 'NOT_IMPLEMENTED'],
    [502, 'UNAVAILABLE'],
    [503, 'UNAVAILABLE'],
    [504, 'UNAVAILABLE'],
    [405, 'HTTP'],
    [418, 'HTTP'],
  ])('%i means %s', (status, code) => {
    expect(faultByStatus({ status, headers: new Headers(), body: null, message: '' })).toEqual({ code });
  });
});
