import { afterEach, expect, it, vi } from 'vitest';
import { runtime, uiLanguage } from '@/utils/content/runtime';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const api = (id: string, language: string) => ({ runtime: { id }, i18n: { getUILanguage: () => language } });

// An element of the page with the id `browser` or `chrome` becomes the global of that name.
it.each([
  ['Firefox', 'true', 'browser', 'chrome'],
  ['Chromium', '', 'chrome', 'browser'],
])("in %s the page cannot replace the browser's API", (_, firefox, browserName, otherName) => {
  vi.stubEnv('FIREFOX', firefox);
  vi.stubGlobal(browserName, api('extension', 'zh-CN'));
  vi.stubGlobal(otherName, api('page', 'en'));
  expect(runtime()?.id).toBe('extension');
  expect(uiLanguage()).toBe('zh-CN');
  // Not even once the extension is removed.
  vi.stubGlobal(browserName, undefined);
  expect(runtime()).toBeUndefined();
  expect(uiLanguage()).toBe('');
});
