import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { cloudPageUrl } from '@/utils/consoles/presenters/cloud-page';

describe('cloudPageUrl', () => {
  it.each([
    ['http://c:6080/vnc_lite.html?path=%3Ftoken%3Dabc', 'http://c:6080/vnc_lite.html?path=%3Ftoken%3Dabc&scale=true'],
    ['https://c/vnc.html?token=abc', 'https://c/vnc.html?token=abc&autoconnect=true&resize=scale'],
    ['https://c/vnc_auto.html?token=abc', 'https://c/vnc_auto.html?token=abc&scale=true'],
    // a base URL with a query of its own, as Nova 18.3 to 30 give it: two question marks
    [
      'https://c/vnc_lite.html?path=novnc?path=%3Ftoken%3Dabc',
      'https://c/vnc_lite.html?path=novnc?path=%3Ftoken%3Dabc&scale=true',
    ],
    // what the operator has set stays
    ['https://c/vnc.html?autoconnect=false&token=a', 'https://c/vnc.html?autoconnect=false&token=a&resize=scale'],
    ['https://c/vnc.html?token=a#resize=off', 'https://c/vnc.html?token=a&autoconnect=true&resize=scale#resize=off'],
    ['https://c/spice_auto.html?token=abc', 'https://c/spice_auto.html?token=abc'],
    ['https://c/own-page?token=abc', 'https://c/own-page?token=abc'],
  ])('%s', (given, expected) => {
    expect(cloudPageUrl(given)).toBe(expected);
  });

  it('only ever adds: all that Nova wrote is still there, in order', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9%._~-]{1,12}$/);
    const page = fc.constantFrom('vnc.html', 'vnc_lite.html', 'vnc_auto.html', 'spice_auto.html', 'x');
    forAny(100, page, fc.array(fc.tuple(part, part)), fc.option(part), (file, pairs, fragment) => {
      const query = pairs.map(([name, value]) => `${name}=${value}`).join('&');
      const url = `https://c/${file}?${query}${fragment === null ? '' : `#${fragment}`}`;
      const [before = '', after] = cloudPageUrl(url).split('#');
      expect(before.startsWith(url.split('#')[0] ?? '')).toBe(true);
      expect(after ?? null).toBe(fragment);
      expect(cloudPageUrl(cloudPageUrl(url))).toBe(cloudPageUrl(url));
    });
  });
});
