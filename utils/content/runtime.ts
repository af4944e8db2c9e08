/** The little of the browser's API that content scripts need. */
interface Api {
  runtime?: Runtime;
  i18n?: { getUILanguage(): string };
}

/** The little of its `runtime` that a content script needs. */
interface Runtime {
  /** undefined once the extension was updated, disabled or removed under this page */
  id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: Record<'addListener' | 'removeListener', (listener: (message: unknown) => void) => void>;
}

/**
 * The browser's own `runtime`, for the dashboards' content script alone: there `utils/browser` and its
 * webextension-polyfill would be half of what every page has to compile, and nothing of it is needed. Both browsers
 * answer with promises: Chromium in manifest version 3, Firefox always. It is looked up each time, since Chromium
 * takes it away from pages that outlive the extension.
 */
export function runtime(): Runtime | undefined {
  return api()?.runtime;
}

/** @returns the language that the browser speaks, such as `zh-CN`; empty where it does not tell. */
export function uiLanguage(): string {
  return api()?.i18n?.getUILanguage() ?? '';
}

/** Its own name in each browser: an element of the page with the id of the other one's would be a global, too. */
function api(): Api | undefined {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome?: Api };
  return import.meta.env.FIREFOX ? browser : chrome;
}
