interface Api {
  runtime?: Runtime;
  i18n?: { getUILanguage(): string };
}

interface Runtime {
  /** undefined once the extension was updated, disabled or removed under this page */
  id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: Record<'addListener' | 'removeListener', (listener: (message: unknown) => void) => void>;
}

/**
 * The browser's own `runtime`: the polyfill of `utils/browser` would be half of what each page has to compile. Read each
 * time, since Chromium removes it from pages that outlive the extension.
 */
export function runtime(): Runtime | undefined {
  return api()?.runtime;
}

/** @returns such as `zh-CN`; empty where the browser does not tell. */
export function uiLanguage(): string {
  return api()?.i18n?.getUILanguage() ?? '';
}

/** Only the browser's own name: an element of the page can be a global with the other one. */
function api(): Api | undefined {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome?: Api };
  return import.meta.env.FIREFOX ? browser : chrome;
}
