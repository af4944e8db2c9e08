import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dashboardRoot } from '@/utils/dashboards/root';
import { ownerOf } from '@/utils/dashboards/store';

describe('where a dashboard lives', () => {
  it.each([
    ['https://cloud.example.org/horizon/', 'https://cloud.example.org/horizon/'],
    [' https://cloud.example.org/horizon ', 'https://cloud.example.org/horizon/'],
    ['cloud.example.org/dashboard', 'https://cloud.example.org/dashboard/'],
    ['https://cloud.example.org', 'https://cloud.example.org/'],
    ['http://cloud.example.org:8080/horizon/auth/login/?next=/horizon/', 'http://cloud.example.org:8080/horizon/'],
    ['https://cloud.example.org/project/instances/', 'https://cloud.example.org/'],
    ['https://cloud.example.org/a/b/admin/instances/?marker=1', 'https://cloud.example.org/a/b/'],
    ['https://user:secret@cloud.example.org/horizon/', 'https://cloud.example.org/horizon/'],
    ['ftp://cloud.example.org', null],
    ['https://*.example.org/', null],
    ['two words', null],
    ['', null],
  ])('%j: %j', (typed, root) => {
    expect(dashboardRoot(typed)).toBe(root);
  });

  it('is its own root', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const root = dashboardRoot(url);
        if (root !== null) expect(dashboardRoot(root)).toBe(root);
      }),
    );
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
    expect(ownerOf(url, all)?.root ?? null).toBe(root);
  });
});
