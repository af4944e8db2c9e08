/** DNS has 253; a cloud may write any. */
const MAX_HOST_LENGTH = 255;

/** Without port; null: not http(s) (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns) */
export function matchPattern(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  // a star matches several hosts
  if (parsed.hostname === '' || parsed.hostname.includes('*') || parsed.hostname.length > MAX_HOST_LENGTH) return null;
  return parsed.protocol === 'http:' || parsed.protocol === 'https:'
    ? `${parsed.protocol}//${parsed.hostname}/*`
    : null;
}

/** Whether `granted` includes `pattern`, which is of one host. */
export function patternCovers(granted: string, pattern: string): boolean {
  if (granted === '<all_urls>') return true;
  const [, grantedScheme, grantedHost] = /^([^:]+):\/\/([^/]+)\//.exec(granted) ?? [];
  const [, wantedScheme, wantedHost] = /^([^:]+):\/\/([^/]+)\//.exec(pattern) ?? [];
  if (grantedHost === undefined || wantedHost === undefined) return false;
  if (grantedScheme !== '*' && grantedScheme !== wantedScheme) return false;
  return (
    grantedHost === '*' ||
    grantedHost === wantedHost ||
    (grantedHost.startsWith('*.') && `.${wantedHost}`.endsWith(grantedHost.slice(1)))
  );
}

/** Each once; only of http(s) URLs. */
export function matchPatterns(urls: readonly string[]): string[] {
  return [...new Set(urls.map(matchPattern).filter((pattern) => pattern !== null))];
}

/** Default https; null: not http(s). */
export function typedMatchPattern(text: string): string | null {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return null; // parsers drop or escape blanks
  return matchPattern(withScheme(trimmed));
}

/** Default https; the text where it is no URL. */
export function typedOrigin(text: string): string {
  const url = withScheme(text.trim());
  return URL.canParse(url) ? new URL(url).origin : text;
}

function withScheme(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
}
