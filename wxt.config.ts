import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { defineContentWords } from './assets/content-words.ts';

/**
 * Content scripts start in the pages of others: Chromium compiles all their functions in one go, which is quicker than
 * one by one as they are called. Source: https://v8.dev/blog/explicit-compile-hints
 */
const compiledAtOnce: Plugin = {
  name: 'compiled-at-once',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
    }
  },
};

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: 'assets/locales' },
  publicDir: 'assets/public',
  vite: async () => ({ define: await defineContentWords() }),
  hooks: {
    'vite:build:extendConfig': ([entry], config) => {
      if (entry?.type === 'unlisted-script') config.plugins?.push(compiledAtOnce);
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // `activeTab` lets the popup see, in the click that opens it, whether the tab shows a dashboard; `scripting` puts the
    // button into the dashboards that were enabled, and nowhere else.
    // `alarms` and `idle` lock the sign-ins behind a passphrase when nobody has been there for a while.
    permissions: ['storage', 'scripting', 'activeTab', 'alarms', 'idle'],
    // Nothing is granted at install; a cloud's hosts are asked for in the click that adds it.
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    // Firefox's default policy upgrades http to https, which would lock out clouds on plain http.
    content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
    action: { default_title: '__MSG_extension_name__' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+O' } },
      'reopen-last-console': {
        suggested_key: {
          default: 'Alt+Shift+C',
          // Newer Chromiums keep that key to themselves and would give the command none.
          ...(browser !== 'firefox' && { linux: 'Alt+Shift+L', windows: 'Alt+Shift+L', chromeos: 'Alt+Shift+L' }),
        },
        description: '__MSG_command_reopenLastConsole__',
      },
      lock: { description: '__MSG_command_lock__' },
    },
    // What an administrator may set; Firefox takes the same without a schema.
    ...(browser !== 'firefox' && { minimum_chrome_version: '120', storage: { managed_schema: 'managed-schema.json' } }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'novnc-for-openstack@novnc-for-openstack.org',
          strict_min_version: '142.0',
          data_collection_permissions: { required: ['authenticationInfo'] },
        },
      },
    }),
  }),
});
