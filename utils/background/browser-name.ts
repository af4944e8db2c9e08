const NAMES = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
] as const;

/** What a person calls the browser with this user agent, such as `Firefox`; `browser` where it is none of the known ones. */
export function browserName(userAgent: string): string {
  return NAMES.find(([mark]) => mark.test(userAgent))?.[1] ?? 'browser';
}
