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

/** `browser` or `chrome` of the content script; on `window` an element of the page can have that name. */
function api(): Api | undefined {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome?: Api };
  return import.meta.env.FIREFOX ? browser : chrome;
}
