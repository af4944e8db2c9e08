/** The one seam to the WebExtension APIs (webextension-polyfill, by WXT's module); tests replace it here. */
export { browser } from 'wxt/browser';

const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
] as const;

/** @returns the usual name of the browser with this user agent, such as `Firefox`; `browser` for an unknown one. */
export function browserName(userAgent: string): string {
  return BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'browser';
}
