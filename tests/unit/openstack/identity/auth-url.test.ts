import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { OpenStackError } from '@/utils/openstack/errors';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';

describe('authUrlCandidates', () => {
  it.each([
    ['https://h:5000', 'https://h:5000'],
    ['https://h:5000/', 'https://h:5000'],
    ['  https://h:5000/v3\n', 'https://h:5000'],
    ['https://h:5000/v3/', 'https://h:5000'],
    ['https://h/identity', 'https://h/identity'],
    ['https://h/identity/v3', 'https://h/identity'],
    ['https://h/keystone/v3/', 'https://h/keystone'],
    ['https://h/keystone//v3//', 'https://h/keystone'],
    ['https://h:5000/v3/auth/tokens', 'https://h:5000'],
    ['https://h/identity/v3/auth/tokens?nocatalog', 'https://h/identity'],
    ['https://h:5000/v2.0', 'https://h:5000'],
    ['https://h/identity/v2.0/tokens', 'https://h/identity'],
    ['https://h:5000/v3?region=one#top', 'https://h:5000'],
    ['HTTP://Cloud.Example.ORG:5000/V', 'http://cloud.example.org:5000/V'],
    ['cloud.example.org', 'https://cloud.example.org'],
    ['cloud.example.org:5000/v3', 'https://cloud.example.org:5000'],
    ['localhost:5000', 'https://localhost:5000'],
    ['http://[::1]:5000/v3', 'http://[::1]:5000'],
    ['https://h/v3.example/identity', 'https://h/v3.example/identity'],
  ])('%j has the candidates %s/v3 and the URL itself', (input, root) => {
    expect(authUrlCandidates(input)).toEqual([`${root}/v3`, root]);
  });

  it.each([
    '',
    '   ',
    'ftp://h/v3',
    'javascript://h/%0aalert(1)',
    'https://',
    'https://u:p@h/v3',
    'https://h:99999',
    'not a url',
  ])('%j is no auth URL', (input) => {
    expect(() => authUrlCandidates(input)).toThrow(new OpenStackError('AUTH_URL_INVALID', { service: 'identity' }));
  });

  const origin = fc
    .tuple(fc.constantFrom('http', 'https'), fc.domain(), fc.option(fc.integer({ min: 1024, max: 65535 })))
    .map(([scheme, host, port]) => `${scheme}://${host}${port === null ? '' : `:${port}`}`);
  const prefix = fc.constantFrom('', '/identity', '/keystone', '/a/b-c');
  const tail = fc.constantFrom('', '/', '/v3', '/v3/', '/v2.0', '/v3/auth/tokens', '//', '?a=b', '/v3?x#y');

  it('keeps scheme, host, port and prefix of any spelling, and does not change its own result', () => {
    forAny(100, origin, prefix, tail, (host, path, end) => {
      const [best, root] = authUrlCandidates(`${host}${path}${end}`);
      expect(root).toBe(`${host}${path}`);
      expect(best).toBe(`${host}${path}/v3`);
      expect(authUrlCandidates(best ?? '')).toEqual([best, root]);
    });
  });

  it('gives clean http(s) URLs or AUTH_URL_INVALID for any text', () => {
    forAny(100, fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })), (text) => {
      let candidates: string[];
      try {
        candidates = authUrlCandidates(text);
      } catch (error) {
        expect(error).toMatchObject({ code: 'AUTH_URL_INVALID' });
        return;
      }
      expect(candidates[0]).toMatch(/\/v3$/);
      for (const candidate of candidates) {
        const { search, hash, username, password } = new URL(candidate);
        expect([search, hash, username, password]).toEqual(['', '', '', '']);
        expect(candidate).toMatch(/^https?:\/\/[^/]/);
        expect(candidate).not.toMatch(/\/$/);
      }
    });
  });
});
