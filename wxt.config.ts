import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { defineContentWords } from './assets/content-words.ts';
import { pagePolicy } from './assets/page-policy.ts';

/**
 * Content scripts start in the pages of others: Chromium compiles all their functions in one go, which is quicker than
 * one by one as they are called. Source: https://v8.dev/blog/explicit-compile-hints
 */
const compiledAtOnce: Plugin = {
  name: 'compiled-at-once',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      // The source map is a file of its own by now: one line down for it, too.
      else if (file.fileName.endsWith('.js.map'))
        file.source = String(file.source).replace('"mappings":"', '"mappings":";');
    }
  },
};

/** Moves the source maps of a build out of the folder that is packed: users do not need them, bug reports do. */
async function moveSourceMaps(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  const maps = (await readdir(from, { recursive: true })).filter((file) => file.endsWith('.map'));
  for (const file of maps) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(join(from, file), join(to, file));
    await rm(join(from, file));
  }
}

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: 'assets/locales' },
  publicDir: 'assets/public',
  vite: async ({ mode }) => ({
    // A release has no log messages of libraries.
    define: { ...(await defineContentWords()), ...(mode === 'production' && { 'console.info': 'Boolean' }) },
    plugins: [pagePolicy],
    // Both browsers preload modules by themselves.
    build: { modulePreload: { polyfill: false }, sourcemap: mode === 'production' ? 'hidden' : 'inline' },
  }),
  hooks: {
    'build:done': async ({ config }, output) => {
      if (config.mode !== 'production') return;
      await moveSourceMaps(config.outDir, join(config.outBaseDir, 'source-maps', config.browser));
      // WXT lists next what is in the folder.
      for (const step of output.steps) step.chunks = step.chunks.filter(({ fileName }) => !fileName.endsWith('.map'));
    },
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
    // `wasm-unsafe-eval`: Argon2id of the passphrase is WebAssembly.
    content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" },
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
