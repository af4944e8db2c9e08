import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formCloudOf } from '@/components/settings/use-form-cloud';
import { mutated } from '@/tests/unit/cloud-files/arbitraries';
import { forAny } from '@/tests/unit/support/runs';
import { browser } from '@/utils/browser';
import { matchPattern, patternCovers, typedMatchPattern } from '@/utils/clouds/host-patterns';
import { cloudPageUrl } from '@/utils/consoles/presenters/cloud-page';
import { isInside, normalizeDashboardUrl } from '@/utils/dashboards/address';
import { redirectEnd } from '@/utils/dashboards/horizon/redirect';
import { rootInHtml } from '@/utils/dashboards/horizon/root';
import { dashboardAt } from '@/utils/dashboards/store';
import { contentPage, isOwnPage, tabOf } from '@/utils/messaging/sender';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import { consoleAccessRules } from '@/utils/openstack/compute/access-rules';
import { safeConsoleUrl } from '@/utils/openstack/compute/console-types';
import { OpenStackError } from '@/utils/openstack/errors';

const ROOT = 'https://cloud.example.org/horizon/';
const HTML = '<body ng-app="horizon.app"><a href="/horizon/auth/logout/">Out</a><script>var WEBROOT = "/d/";</script>';
const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  ...[
    `${ROOT}project/instances/?next=/horizon/`,
    `${ROOT}auth/login/?next=/horizon/`,
    'http://nova.example.org:6080/vnc_lite.html?path=%3Ftoken%3Dabc#x',
    'wss://user:secret@[2001:db8::1]:6083/vnc.html?token=a?path=b&resize=off',
  ].map(mutated),
);
const IS_HTTP = /^https?:\/\/[^/]/;

it('a typed address is one of http or https, or none', () => {
  forAny(100, address, (text) => {
    const dashboard = normalizeDashboardUrl(text);
    if (dashboard !== null) expect(new URL(dashboard).href).toBe(dashboard);
    expect(isInside(text, ROOT)).toBe(dashboard?.startsWith(ROOT) ?? false);
    for (const pattern of [matchPattern(text), typedMatchPattern(text)])
      if (pattern !== null) expect([IS_HTTP.test(pattern), patternCovers(pattern, pattern)]).toEqual([true, true]);
    patternCovers(text, 'https://cloud.example.org/*');
  });
});

it('a console URL is opened as it is, opened with options added, or refused', () => {
  forAny(100, address, fc.constantFrom('novnc', 'serial'), (url, type) => {
    const kind = type === 'novnc' ? ({ protocol: 'vnc', type } as const) : ({ protocol: 'serial', type } as const);
    try {
      expect(safeConsoleUrl(url, kind)).toBe(url);
      expect(new URL(url).protocol).toMatch(type === 'novnc' ? /^https?:$/ : /^(http|ws)s?:$/);
    } catch (error) {
      if (!(error instanceof OpenStackError)) throw error;
      expect([error.code, error.message.includes('token')]).toEqual(['CONSOLE_URL_UNSAFE', false]);
    }
    const [before = ''] = url.split('#');
    expect(cloudPageUrl(url).startsWith(before)).toBe(true);
    expect(cloudPageUrl(cloudPageUrl(url))).toBe(cloudPageUrl(url));
  });
});

it('the target of a redirect is classified by whose page it is', () => {
  forAny(100, address, mutated(HTML), (shown, html) => {
    expect(['console', 'login', 'back', 'other']).toContain(redirectEnd(ROOT, shown));
    if (dashboardAt(shown, [{ root: ROOT }]) !== null) expect(new URL(shown).origin).toBe(new URL(ROOT).origin);
    const root = URL.canParse(shown) ? rootInHtml(html, shown) : null;
    if (root !== null) expect(root.endsWith('/') && root.startsWith(new URL(shown).origin)).toBe(true);
  });
});

it('a compute endpoint has a version, and access rules have the path of its servers', () => {
  forAny(100, address, (url) => {
    const at = { interface: 'public', computeUrl: url };
    expect(chooseEndpoint([], at, null).url).toMatch(/\/v2(\.\d+)?(\/|$)/);
    if (!URL.canParse(url)) return;
    for (const { path } of consoleAccessRules([url], false)) expect(path).toContain('/servers/');
  });
});

it('the hash of the settings page names a cloud, or nothing', () => {
  const hash = fc.oneof(fc.string(), ...['#new', '#cloud=a%20b', `#from=${encodeURIComponent(ROOT)}`].map(mutated));
  forAny(100, hash, (text) => {
    const target = formCloudOf(text);
    if (target !== null) expect([typeof target.id, target.id === '']).toEqual(['string', false]);
  });
});

it('a sender is a page of the extension, a content script at an address, or unknown', () => {
  const extensionUrl = browser.runtime.getURL('/');
  const some = fc.oneof(
    address,
    fc.constantFrom(extensionUrl, extensionUrl.slice(0, -1), 'null', 'https://cloud.example.org'),
  );
  const tab = fc.record({ id: fc.nat(), incognito: fc.boolean(), cookieStoreId: fc.string() }, { requiredKeys: [] });
  const sender = fc.record(
    {
      id: fc.constantFrom(browser.runtime.id, 'another'),
      origin: some,
      url: some,
      frameId: fc.constantFrom(0, 1),
      tab,
    },
    { requiredKeys: [] },
  );
  forAny(100, sender, (drawnSender) => {
    const page = contentPage(drawnSender);
    if (page !== null) expect([page, IS_HTTP.test(new URL(page).href)]).toEqual([drawnSender.url, true]);
    if (isOwnPage(drawnSender)) expect(drawnSender.id).toBe(browser.runtime.id);
    expect(['normal', 'private', 'container']).toContain(tabOf(drawnSender).cookieJar);
  });
});
