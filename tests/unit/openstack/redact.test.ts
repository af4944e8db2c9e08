import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { safeDetail, secretsOf } from '@/utils/openstack/redact';

describe('secretsOf', () => {
  it('finds the token headers and every secret of a sign-in body', () => {
    const tokens = { 'X-Auth-Token': 'tok-1', 'X-Subject-Token': 'tok-2' };
    const headers = new Headers({ ...tokens, 'Openstack-Auth-Receipt': 'rec' });
    const identity = {
      methods: ['password', 'token'],
      password: { user: { id: 'u1', password: 'pw' } },
      totp: { user: { id: 'u1', passcode: '123456' } },
      token: { id: 'tok-3' },
      application_credential: { id: 'ac', secret: 's3cret' },
    };
    const body = { auth: { identity, scope: { project: { id: 'p1' } } } };
    expect(secretsOf(headers, body).sort()).toEqual(['123456', 'pw', 'rec', 's3cret', 'tok-1', 'tok-2', 'tok-3']);
  });

  it('finds nothing in a request without secrets', () => {
    expect(secretsOf(new Headers(), undefined)).toEqual([]);
    expect(secretsOf(new Headers(), { remote_console: { protocol: 'vnc', type: 'novnc' } })).toEqual([]);
  });
});

describe('safeDetail', () => {
  it.each([
    ['a Fernet token', 'no token: gAAAAABrBAI2ur7ck5pka4lPmxUhUEJwZVIx==', 'no token: [redacted]'],
    ['a JWS token', 'bad eyJhbGciOi.eyJzdWIi.c2ln', 'bad [redacted]'],
    ['a long hexadecimal word', `no ${'0f'.repeat(32)} here`, 'no [redacted] here'],
    ['a console token', 'http://h/vnc.html?path=%3Ftoken%3Dabc-123', 'http://h/vnc.html?path=%3Ftoken%3D[redacted]'],
  ])('cuts out %s', (_, message, expected) => {
    expect(safeDetail(message, [])).toBe(expected);
  });

  it('keeps ids and the words of the service', () => {
    const message = 'Instance f3486ea1-501b-495c-95e4-57376f449ed8 of 2875a4e5f6e749db903218c8e0510cd9 is not ready';
    expect(safeDetail(message, [])).toBe(message);
  });

  it('is undefined for an empty message, and for one that repeats a short secret', () => {
    expect(safeDetail(' \n ', [])).toBeUndefined();
    expect(safeDetail('The password is expired', ['password'])).toBeUndefined();
    expect(safeDetail('no "two  blanks"', ['two  blanks'])).toBeUndefined();
  });

  it('is one line of at most 300 characters', () => {
    expect(safeDetail(`a\n\tb${' c'.repeat(400)}`, [])).toMatch(/^a b( c)+$/);
    expect(safeDetail('x'.repeat(1000), [])).toHaveLength(300);
  });

  it('leaves out the request that Keystone quotes', () => {
    const message =
      "'methods' is a required property\n\nFailed validating 'required' in schema:\n {}\n\nOn instance:\n {}";
    expect(safeDetail(message, [])).toBe("'methods' is a required property");
  });

  it('bears a secret that is no proper text', () => {
    expect(safeDetail('no \ud800', ['\ud800'])).toBeUndefined();
    expect(safeDetail('no', ['\ud800'])).toBe('no');
  });

  it('never repeats a secret that was sent, raw or escaped', () => {
    const letter = fc.constantFrom(...'abcXYZ019-_"\\\'/%&<é密🔑');
    const secret = fc.string({ minLength: 1, maxLength: 40, unit: letter });
    const writings = [
      (text: string) => text,
      (text: string) => JSON.stringify(text).slice(1, -1),
      (text: string) => encodeURIComponent(text),
      (text: string) => text.replace(/[\\']/g, '\\$&'),
    ];
    forAny(100, fc.string(), secret, fc.string(), fc.constantFrom(...writings), (before, text, after, write) => {
      const detail = safeDetail(`${before}${write(text)}${after}`, [text]) ?? '';
      // What the gap itself is made of can't be told from a one-letter secret.
      const rest = detail.replaceAll('[redacted]', '');
      expect(rest).not.toContain(text);
      expect(rest).not.toContain(write(text));
    });
  });

  it.each([
    ['JSON of Python', 'p\\u00e4ss-\\u5bc6\\ud83d\\udd11'],
    ['HTML', 'p&lt;&amp;&quot;&#x27;&gt;'],
  ])('never repeats a secret as %s writes it', (form, written) => {
    const secret = form === 'HTML' ? `p<&"'>` : 'päss-密🔑';
    expect(safeDetail(`refused: ${written}`, [secret])).toBe('refused: [redacted]');
  });
});
