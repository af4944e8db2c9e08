/** The part of the browser's API that content scripts use. */
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
 * The browser's own `runtime`. Not `utils/browser`: its polyfill would be half of what each page has to compile. Both
 * browsers return promises: Chromium in manifest version 3, Firefox always. It is read each time, since Chromium removes it
 * from pages that outlive the extension.
 */
export function runtime(): Runtime | undefined {
  return api()?.runtime;
}

/** @returns the browser's language, such as `zh-CN`; empty where it does not tell. */
export function uiLanguage(): string {
  return api()?.i18n?.getUILanguage() ?? '';
}

/** Only the browser's own name: a page's element with the other one as its id would be a global of that name. */
function api(): Api | undefined {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome?: Api };
  return import.meta.env.FIREFOX ? browser : chrome;
}
