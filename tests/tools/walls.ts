/**
 * The walls of the house: which folder may reach which. A file is governed by the longest key it starts
 * with; it may always reach its own folder. Checked by `npm run lint`.
 */

/** Types and shapes without behaviour, open to all. */
const PLAIN = [
  'utils/messaging/views',
  'utils/messaging/account-views',
  'utils/messaging/map',
  'utils/messaging/page-api',
  'utils/messaging/dashboard',
  'utils/openstack/errors',
  'utils/clouds/profile',
];
const SHARED = [...PLAIN, 'utils/problems', 'utils/serial', 'utils/alongside'];

export const WALLS: Record<string, { may: string[]; packages?: string[] }> = {
  // the API client and page readers are pure
  'utils/openstack/': { may: [], packages: ['zod/mini'] },
  'utils/readers/': { may: ['utils/messaging/dashboard'] },
  // so are the parsers of files that people bring
  'utils/imports/': {
    may: [...PLAIN, 'utils/clouds/elsewhere', 'utils/vault/credential', 'utils/openstack/identity/auth-url'],
    packages: ['yaml'],
  },
  // what is stored
  'utils/clouds/': { may: [...SHARED, 'utils/browser'], packages: ['zod/mini', 'wxt/utils/storage'] },
  'utils/clouds/export-clouds.ts': { may: [...PLAIN, 'utils/vault/credential'], packages: ['yaml'] },
  'utils/vault/': { may: SHARED, packages: ['zod/mini', 'wxt/utils/storage', 'idb-keyval'] },
  'utils/memory/': {
    may: [...SHARED, 'utils/messaging/dashboard-schemas'],
    packages: ['zod/mini', 'wxt/utils/storage', 'idb-keyval'],
  },
  // use cases, each on top of the ones before
  'utils/sessions/': {
    may: [...SHARED, 'utils/vault/', 'utils/clouds/', 'utils/openstack/'],
    packages: ['zod/mini', 'wxt/utils/storage'],
  },
  'utils/listing/': {
    may: [...SHARED, 'utils/sessions/', 'utils/memory/', 'utils/clouds/', 'utils/openstack/'],
  },
  'utils/consoles/': {
    may: [...SHARED, 'utils/browser', 'utils/sessions/', 'utils/memory/', 'utils/clouds/', 'utils/openstack/'],
    packages: ['zod/mini', 'wxt/utils/storage'],
  },
  'utils/locking/': {
    may: [...SHARED, ...['utils/browser', 'utils/vault/', 'utils/sessions/', 'utils/memory/', 'utils/clouds/']],
  },
  'utils/dashboards/': {
    may: [
      ...[...SHARED, 'utils/browser', 'utils/messaging/dashboard', 'utils/page/take-over'],
      ...['consoles', 'sessions', 'memory', 'clouds', 'openstack'].map((folder) => `utils/${folder}/`),
    ],
    packages: ['zod/mini', 'wxt/utils/storage'],
  },
  'utils/setup/': {
    may: [
      ...SHARED,
      ...['dashboards', 'listing', 'sessions', 'vault', 'memory', 'clouds', 'openstack'].map(
        (folder) => `utils/${folder}/`,
      ),
    ],
    packages: ['zod/mini', 'wxt/utils/storage'],
  },
  // what others say of the clouds: the person's other browsers, and an administrator
  'utils/sync/': {
    may: [...SHARED, 'utils/browser', 'utils/clouds/'],
    packages: ['zod/mini', 'wxt/utils/storage'],
  },
  'utils/policy/': {
    may: [...SHARED, 'utils/browser', 'utils/clouds/', 'utils/openstack/identity/auth-url'],
    packages: ['zod/mini'],
  },
  'utils/background/': { may: ['utils/'] },
  // between background and pages
  'utils/messaging/': {
    may: [...SHARED, 'utils/browser', 'utils/vault/credential', 'utils/openstack/compute/console-obstacle'],
    packages: ['zod/mini', '@webext-core/messaging'],
  },
  'utils/explain/': { may: [...PLAIN, 'utils/i18n', 'utils/openstack/compute/console-obstacle'] },
  // pages: no vault, no sessions, no OpenStack calls
  'utils/page/': {
    may: [
      ...SHARED,
      ...['utils/browser', 'utils/messaging/', 'utils/memory/'],
      ...['utils/clouds/hosts', 'utils/clouds/permissions', 'utils/clouds/store'],
      ...['utils/dashboards/root', 'utils/dashboards/store'],
    ],
  },
  'components/': {
    may: [
      'components/',
      'assets/',
      ...PLAIN,
      'utils/imports/',
      'utils/clouds/export-clouds',
      'utils/clouds/way-before',
      'utils/i18n',
      'utils/idle',
      'utils/explain/',
      'utils/vault/credential',
    ],
    packages: ['preact', 'preact/hooks'],
  },
  // content scripts: small, and with nothing in reach that a page must not get
  'components/dashboard/': {
    may: [
      ...['utils/messaging/dashboard', 'utils/readers/reader'],
      ...['utils/page/content-word-names', 'utils/page/content-words'],
      ...['utils/page/create-dashboard-api', 'utils/page/take-over'],
    ],
  },
  'entrypoints/dashboard.ts': {
    may: ['components/dashboard/run', 'utils/readers/horizon'],
    packages: ['wxt/utils/define-unlisted-script'],
  },
  'entrypoints/skyline.ts': {
    may: ['components/dashboard/run', 'utils/readers/skyline'],
    packages: ['wxt/utils/define-unlisted-script'],
  },
  'entrypoints/recognise.ts': { may: ['utils/readers/recognise'], packages: ['wxt/utils/define-unlisted-script'] },
  'entrypoints/background.ts': { may: ['utils/background/'], packages: ['wxt/utils/define-background'] },
  'entrypoints/': { may: ['components/', 'assets/', 'utils/page/', 'utils/i18n'], packages: ['preact'] },
  // the seams and small helpers
  'utils/browser.ts': { may: [], packages: ['wxt/browser'] },
  'utils/i18n.ts': { may: [], packages: ['#i18n'] },
  'utils/': { may: PLAIN },
};
