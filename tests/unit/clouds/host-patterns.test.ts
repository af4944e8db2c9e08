import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { matchPattern, matchPatterns, patternCovers, typedMatchPattern } from '@/utils/clouds/host-patterns';

describe('matchPattern', () => {
  it.each([
    ['https://keystone.example.org:5000/v3', 'https://keystone.example.org/*'],
    ['http://127.0.0.1:5000', 'http://127.0.0.1/*'],
    ['https://[2001:db8::1]:5000/v3', 'https://[2001:db8::1]/*'],
    ['https://Bücher.example/v3', 'https://xn--bcher-kva.example/*'],
    ['https://*/v3', null],
    ['https://exa%2aample.org/v3', null],
    ['ftp://example.org', null],
    ['javascript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['not a url', null],
    ['', null],
  ])('%s', (url, pattern) => {
    expect(matchPattern(url)).toBe(pattern);
  });

  it('never asks for more than one host, whatever is typed', () => {
    const isOfOneHost = (url: string) => {
      const pattern = matchPattern(url);
      if (pattern !== null) expect(pattern).toMatch(/^https?:\/\/[^/*]+\/\*$/);
    };
    forAny(100, fc.oneof(fc.webUrl(), fc.string()), isOfOneHost);
    const host = fc.string({ unit: fc.constantFrom('a', '.', '*', '%2a', '＊', ':', '/', '@', ' '), maxLength: 8 });
    forAny(300, fc.constantFrom('http', 'https'), host, (scheme, text) => isOfOneHost(`${scheme}://${text}/v3`));
  });

  it('names each host once', () => {
    expect(matchPatterns(['https://a/1', 'https://a:8774/2', 'http://a/', 'nonsense'])).toEqual([
      'https://a/*',
      'http://a/*',
    ]);
  });

  it.each([
    [' https://keystone.example.org:5000/v3 ', 'https://keystone.example.org/*'],
    ['keystone.example.org:5000', 'https://keystone.example.org/*'],
    ['keystone.example.org/identity', 'https://keystone.example.org/*'],
    ['keystone.example.org other.example.org', null],
    ['https://key\nstone.example.org/v3', null],
    ['ftp://keystone.example.org', null],
    ['', null],
  ])('takes %j as it was typed', (typed, pattern) => {
    expect(typedMatchPattern(typed)).toBe(pattern);
  });

  it.each([
    ['https://a.example/*', true],
    ['*://a.example/*', true],
    ['https://*/*', true],
    ['https://*.example/*', true],
    ['<all_urls>', true],
    ['http://a.example/*', false],
    ['https://b.example/*', false],
    ['https://*.ample/*', false],
    ['nonsense', false],
  ])('access by %s is access to https://a.example/*: %s', (granted, covered) => {
    expect(patternCovers(granted, 'https://a.example/*')).toBe(covered);
  });
});
