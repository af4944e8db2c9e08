// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { detailPage, horizonLoginPage, listPage } from '@/tests/fixtures/horizon/pages';
import { SERVERS, type ShownServer } from '@/tests/fixtures/horizon/server';
import { mutated } from '@/tests/unit/cloud-files/arbitraries';
import { slotsIn } from '@/tests/unit/support/button-slots';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { horizon } from '@/utils/dashboards/horizon/page';
import { recognise } from '@/utils/dashboards/recognise';
import { skyline } from '@/utils/dashboards/skyline/page';
import { parse } from './page-support';
import { detailOfSkyline, LOGIN, listOfSkyline } from './skyline/skyline-page';

const [SERVER] = SERVERS as [ShownServer];
const ROW = { id: SERVER.id, name: 'web-01', status: 'Active' };
/** Without the blanks that a template indents with: most changes hit something that is read. */
const PAGES = [
  ...[
    listPage({}, [SERVER]),
    detailPage({}, SERVER),
    horizonLoginPage(),
    listOfSkyline([ROW]),
    detailOfSkyline(ROW),
    LOGIN,
  ],
].map((html) => html.replace(/\s+/g, ' '));
const PATHS = [
  '/horizon/project/instances/',
  `/horizon/admin/instances/${SERVER.id}/detail`,
  '/horizon/auth/login/',
  '/compute/instance',
  `/compute/instance-admin/detail/${SERVER.id}`,
];

it('recognising and reading never fail, for any page at any address', async () => {
  const page = fc.oneof(...PAGES.map(mutated), fc.string({ unit: 'binary', maxLength: 200 }));
  const path = fc.oneof(...PATHS.map((known) => fc.oneof(fc.constant(known), mutated(known))));
  // One document for all: a hundred thousand of them would fill the memory.
  const document = parse('');
  await forAnyAsync(100, page, path, async (html, address) => {
    const url = URL.parse(address, 'https://cloud.example.org');
    if (url === null) return;
    fc.pre(isShown(document, html));
    const found = recognise(document, url);
    if (found !== null) expect(found.root).toMatch(/^https?:\/\/.*\/$/);
    for (const adapter of [horizon, skyline]) {
      adapter.matches(document);
      adapter.observedElement(document, url);
      const view = adapter.view(document, url);
      expect(['project', 'admin', undefined]).toContain(view?.page().panel);
      for (const { server, state } of slotsIn(view)) {
        expect([typeof server.id, typeof state()]).toEqual(['string', 'string']);
        expect(server.name).not.toBe('');
      }
    }
  });
});

/** @returns false for the few pages that this parser itself fails on, as with a `body` deep in a table; browsers take any. */
function isShown(document: Document, html: string): boolean {
  try {
    document.documentElement.innerHTML = html;
    return true;
  } catch {
    return false;
  }
}
