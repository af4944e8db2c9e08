interface Api {
  runtime?: Runtime;
  i18n?: { getUILanguage(): string };
}

interface Runtime {
  /** undefined once the extension is gone */
  id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: Record<'addListener' | 'removeListener', (listener: (message: unknown) => void) => void>;
}

/** The polyfill is too large. Read each time: Chromium removes it with the extension. */
export function runtime(): Runtime | undefined {
  return api()?.runtime;
}

/** @returns such as `zh-CN`; empty: unknown */
export function uiLanguage(): string {
  return api()?.i18n?.getUILanguage() ?? '';
}

/** Not `window`'s: an element can be a global of that name. */
function api(): Api | undefined {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome?: Api };
  return import.meta.env.FIREFOX ? browser : chrome;
}
