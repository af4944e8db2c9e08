/** The only import of the browser's API, so that tests can replace it here. */
export { browser } from 'wxt/browser';

const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
] as const;

/** @returns `browser` for an unknown one */
export function browserName(userAgent: string): string {
  return BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'browser';
}
