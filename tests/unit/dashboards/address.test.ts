import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { isInside, normalizeDashboardUrl } from '@/utils/dashboards/address';
import { rootInHtml } from '@/utils/dashboards/horizon/root';
import { dashboardAt } from '@/utils/dashboards/store';

describe('an address that the user typed', () => {
  it.each([
    ['https://cloud.example.org/horizon/', 'https://cloud.example.org/horizon/'],
    [' https://cloud.example.org/horizon ', 'https://cloud.example.org/horizon/'],
    ['cloud.example.org/dashboard', 'https://cloud.example.org/dashboard/'],
    ['https://cloud.example.org', 'https://cloud.example.org/'],
    ['http://cloud.example.org:8080/horizon/auth/login/?next=/', 'http://cloud.example.org:8080/horizon/auth/login/'],
    ['https://x.example/admin/horizon/', 'https://x.example/admin/horizon/'],
    ['https://user:secret@cloud.example.org/horizon/', 'https://cloud.example.org/horizon/'],
    ['ftp://cloud.example.org', null],
    ['https://*.example.org/', null],
    ['two words', null],
    ['', null],
  ])('%j: %j', (typed, address) => {
    expect(normalizeDashboardUrl(typed)).toBe(address);
  });

  it('is its own address', () => {
    forAny(100, fc.webUrl(), (url) => {
      const address = normalizeDashboardUrl(url);
      if (address !== null) expect(normalizeDashboardUrl(address)).toBe(address);
    });
  });

  it.each([
    ['https://h.example/horizon', true],
    ['https://h.example/horizon/project/instances/', true],
    ['https://h.example/', false],
    ['https://h.example/horizon-two/', false],
    ['https://h.example.evil.example/horizon/', false],
    [undefined, false],
  ])('%s is inside https://h.example/horizon/: %s', (typed, inside) => {
    expect(isInside(typed, 'https://h.example/horizon/')).toBe(inside);
  });
});

describe('the root that is read from a page of Horizon', () => {
  const page = (body: string) => `<!DOCTYPE html><html><body id="" ng-app='horizon.app'>${body}</body></html>`;
  const out = (root: string) => `<li><a href="${root}auth/logout/" target="_self">Sign Out</a></li>`;
  it.each([
    ['its login', page('<form></form>'), 'https://h.example/horizon/auth/login/?next=/horizon/', '/horizon/'],
    ['a root that looks like a page', page(''), 'https://h.example/admin/horizon/auth/login/', '/admin/horizon/'],
    ['one more', page(''), 'https://h.example/project/instances/admin/instances/', '/project/instances/'],
    ['the home page of a plugin', page(out('/a/project/')), 'https://h.example/a/project/plugin/', '/a/project/'],
    ['the way out as a form', page('<form action="/auth/logout/">'), 'https://h.example/project/', '/'],
    ['a script', page('<script>var WEBROOT = "/dash/";</script>'), 'https://h.example/dash/x/', '/dash/'],
  ])('%s', (_, html, address, path) => {
    expect(rootInHtml(html, address)).toBe(`https://h.example${path}`);
  });

  it.each([
    ['another program', '<html><body><a href="/horizon/auth/logout/">Out</a></body></html>'],
    ['a page that does not say', page('')],
    ['a way out of another origin', page(out('https://other.example/horizon/'))],
  ])('not: %s', (_, html) => {
    expect(rootInHtml(html, 'https://h.example/horizon/project/')).toBeNull();
  });
});

describe('whose page it is', () => {
  const all = [{ root: 'https://h.example/horizon/' }, { root: 'https://h.example/horizon/inner/' }];
  it.each([
    ['https://h.example/horizon/project/instances/', 'https://h.example/horizon/'],
    ['https://h.example/horizon/inner/project/', 'https://h.example/horizon/inner/'],
    ['https://h.example/horizon', null],
    ['https://h.example/horizon-imitated/', null],
    ['https://h.example:8443/horizon/', null],
    ['http://h.example/horizon/', null],
    ['https://h.example.evil.example/horizon/', null],
    ['https://evil.example/?https://h.example/horizon/', null],
    ['https://h.example@evil.example/horizon/', null],
    ['about:blank', null],
    ['', null],
  ])('%s', (url, root) => {
    expect(dashboardAt(url, all)?.root ?? null).toBe(root);
  });
});
