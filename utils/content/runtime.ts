interface Api {
  runtime?: Runtime;
  i18n?: { getUILanguage(): string };
}

interface Runtime {
  /** undefined: the extension is gone */
  id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: Record<'addListener' | 'removeListener', (listener: (message: unknown) => void) => void>;
}

/** Read it each time: Chromium removes it. */
export function runtime(): Runtime | undefined {
  return api()?.runtime;
}

/** @returns such as `zh-CN`; empty: unknown */
export function uiLanguage(): string {
  return api()?.i18n?.getUILanguage() ?? '';
}

/** Not from `window`: the page's elements can have that name. */
function api(): Api | undefined {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome?: Api };
  return import.meta.env.FIREFOX ? browser : chrome;
}
