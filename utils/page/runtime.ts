/** The little of the browser's `runtime` that a content script needs. */
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
  const { browser, chrome } = globalThis as unknown as {
    browser?: { runtime?: Runtime };
    chrome?: { runtime?: Runtime };
  };
  // An element with such an id is a global too, which the page must not win with.
  return browser?.runtime?.id === undefined ? chrome?.runtime : browser.runtime;
}
