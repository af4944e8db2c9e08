import { DASHBOARD_KINDS } from '@/utils/messaging/dashboard-kinds';

/**
 * Which folder may import which. A file is governed by the longest key it starts with; it may always import from its own
 * folder. `types` may be imported with `import type` only. The folders of `utils/` stand in the order of their layers: each
 * may import only from those above it in this list. Checked by `npm run lint`.
 */
export interface Wall {
  may: string[];
  /** files or folders of which only types may be imported */
  types?: string[];
  packages?: string[];
}

const PLAIN = [
  ...['utils/messaging/', 'utils/problems/', 'utils/sign-in/', 'utils/clouds/profile'],
  'utils/openstack/identity/auth-request',
];

/** What the content script of one kind of dashboard may reach: of its folder only the files that read a page. */
function contentScriptOf(kind: string): Record<string, Wall> {
  const folder = `utils/dashboards/${kind}`;
  const reading: Wall = {
    may: ['utils/dashboards/dom', `${folder}/is-${kind}`, `${folder}/slots`],
    types: ['utils/messaging/dashboard-requests', 'utils/dashboards/adapter'],
  };
  return {
    ...Object.fromEntries(['page', 'root', `is-${kind}`, 'slots'].map((file) => [`${folder}/${file}.ts`, reading])),
    [`entrypoints/${kind}.ts`]: {
      may: ['components/dashboard/run', `${folder}/page`],
      packages: ['wxt/utils/define-unlisted-script'],
    },
  };
}

export const WALLS: Record<string, Wall> = {
  // seams to the platform, and small helpers
  'utils/browser.ts': { may: [], packages: ['wxt/browser'] },
  'utils/i18n.ts': { may: [], packages: ['#i18n'] },
  'utils/async.ts': { may: [] },
  // the API client: pure
  'utils/openstack/': { may: [], packages: ['zod/mini'] },
  'utils/log.ts': { may: ['utils/openstack/redact'] },
  'utils/problems/': { may: ['utils/openstack/'] },
  // ways to sign in; a method may send requests of its own, to an identity provider
  'utils/sign-in/': {
    may: ['utils/openstack/http', 'utils/openstack/faults', 'utils/openstack/errors'],
    types: ['utils/openstack/', 'utils/problems/'],
    packages: ['zod/mini'],
  },
  // what is stored, and what a cloud is
  'utils/clouds/': {
    may: ['utils/async', 'utils/browser', 'utils/openstack/errors', 'utils/problems/', 'utils/sign-in/'],
    packages: ['zod/mini'],
  },
  'utils/messaging/': {
    may: ['utils/async', 'utils/log', 'utils/browser', 'utils/problems/', 'utils/sign-in/', 'utils/clouds/'],
    types: ['utils/openstack/'],
    packages: ['zod/mini'],
  },
  'utils/storage/': {
    may: [
      ...['utils/async', 'utils/log', 'utils/browser', 'utils/problems/app-error', 'utils/clouds/profile'],
      'utils/messaging/dashboard-requests',
    ],
    types: PLAIN,
    packages: ['zod/mini', 'idb-keyval'],
  },
  'utils/vault/': {
    may: ['utils/async', 'utils/browser', 'utils/problems/', 'utils/sign-in/', 'utils/clouds/', 'utils/storage/'],
    types: PLAIN,
    packages: ['zod/mini', 'hash-wasm'],
  },
  'utils/sessions/': {
    may: [
      'utils/async',
      'utils/openstack/',
      'utils/problems/',
      'utils/sign-in/',
      'utils/clouds/',
      'utils/storage/',
      'utils/vault/',
    ],
    packages: ['zod/mini'],
  },
  // use cases
  'utils/consoles/': {
    may: [
      ...['utils/async', 'utils/browser', 'utils/openstack/', 'utils/problems/', 'utils/sign-in/', 'utils/clouds/'],
      ...['utils/storage/', 'utils/sessions/'],
    ],
    types: PLAIN,
    packages: ['zod/mini'],
  },
  'utils/content/': {
    may: ['utils/clouds/names'],
    types: ['utils/messaging/dashboard-requests', 'utils/messaging/wire'],
  },
  'utils/dashboards/': {
    may: [
      ...['utils/async', 'utils/browser', 'utils/openstack/', 'utils/problems/', 'utils/sign-in/', 'utils/clouds/'],
      ...['utils/storage/', 'utils/sessions/', 'utils/consoles/', 'utils/content/lifecycle'],
      'utils/messaging/dashboard-kinds',
    ],
    types: PLAIN,
    packages: ['zod/mini'],
  },
  'utils/accounts/': {
    may: [
      ...['utils/async', 'utils/openstack/', 'utils/problems/', 'utils/sign-in/', 'utils/clouds/', 'utils/storage/'],
      ...['utils/vault/', 'utils/sessions/', 'utils/consoles/', 'utils/dashboards/'],
    ],
    types: PLAIN,
    packages: ['zod/mini'],
  },
  // what changes clouds from outside: the user's other browsers, and an administrator
  'utils/sync/': {
    may: [
      'utils/async',
      'utils/log',
      'utils/browser',
      'utils/problems/app-error',
      'utils/sign-in/',
      'utils/clouds/',
      'utils/storage/',
    ],
    types: PLAIN,
    packages: ['zod/mini'],
  },
  'utils/policy/': {
    may: [
      'utils/async',
      'utils/log',
      'utils/browser',
      'utils/openstack/identity/auth-url',
      'utils/problems/',
      'utils/sign-in/',
      'utils/clouds/',
    ],
    types: PLAIN,
    packages: ['zod/mini'],
  },
  // words for errors and states; parsers of files that users bring
  'utils/explain/': { may: ['utils/i18n', 'utils/sign-in/'], types: [...PLAIN, 'utils/openstack/'] },
  'utils/cloud-files/': {
    may: ['utils/sign-in/', 'utils/clouds/', 'utils/openstack/identity/auth-url'],
    types: PLAIN,
    packages: ['yaml'],
  },
  // extension pages: no vault, no sessions, no OpenStack calls
  'utils/pages/': {
    may: [
      ...['utils/browser', 'utils/messaging/', 'utils/storage/', 'utils/clouds/'],
      ...['utils/dashboards/address', 'utils/dashboards/store', 'utils/problems/app-error'],
    ],
    types: PLAIN,
  },
  'utils/background/': { may: ['utils/'], packages: ['zod/mini'] },
  // views: messages and plain data only
  'components/': {
    may: [
      ...['components/', 'assets/', 'utils/i18n', 'utils/async', 'utils/explain/', 'utils/cloud-files/'],
      'utils/clouds/compare',
    ],
    types: PLAIN,
    packages: ['preact', 'preact/hooks'],
  },
  'components/settings/': {
    may: [
      ...['components/', 'assets/', 'utils/i18n', 'utils/async', 'utils/explain/', 'utils/cloud-files/'],
      ...['utils/sign-in/', 'utils/clouds/compare'],
    ],
    types: PLAIN,
    packages: ['preact', 'preact/hooks'],
  },
  // in a chunk of its own, loaded where a passphrase is chosen
  'components/settings/vault/strength-estimator.ts': {
    may: [],
    packages: ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common'],
  },
  // content scripts: small, and with nothing in reach that a page must not get
  'components/dashboard/': {
    may: ['utils/content/'],
    types: ['utils/messaging/dashboard-requests', 'utils/dashboards/adapter'],
  },
  'utils/dashboards/adapter.ts': { may: [], types: ['utils/messaging/dashboard-requests'] },
  ...Object.assign({}, ...DASHBOARD_KINDS.map(contentScriptOf)),
  'entrypoints/recognise.ts': { may: ['utils/dashboards/recognise'], packages: ['wxt/utils/define-unlisted-script'] },
  'entrypoints/background.ts': { may: ['utils/background/'], packages: ['wxt/utils/define-background'] },
  'entrypoints/': { may: ['components/', 'assets/', 'utils/pages/', 'utils/i18n'], packages: ['preact'] },
  // takes its Trusted Types policy first
  'entrypoints/options/': {
    may: ['components/', 'utils/pages/', 'utils/i18n', 'utils/cloud-files/inert-document'],
    packages: ['preact'],
  },
};
