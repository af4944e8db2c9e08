import { afterEach, expect, it, vi } from 'vitest';
import { runtime, uiLanguage } from '@/utils/content/runtime';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const api = (id: string, language: string) => ({ runtime: { id }, i18n: { getUILanguage: () => language } });

// An element of the page whose id is that name is such a global, and has what the page gave it.
it.each([
  ['Firefox', 'true', 'browser', 'chrome'],
  ['Chromium', '', 'chrome', 'browser'],
])("in %s the page cannot play the browser's API", (_, firefox, own, other) => {
  vi.stubEnv('FIREFOX', firefox);
  vi.stubGlobal(own, api('extension', 'zh-CN'));
  vi.stubGlobal(other, api('page', 'en'));
  expect(runtime()?.id).toBe('extension');
  expect(uiLanguage()).toBe('zh-CN');
  // Nor once the extension is gone.
  vi.stubGlobal(own, undefined);
  expect(runtime()).toBeUndefined();
  expect(uiLanguage()).toBe('');
});
