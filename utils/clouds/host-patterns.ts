/**
 * The match pattern that grants one host for one scheme: `https://nova.example.org/*`. Patterns name no
 * port, so one grant serves all the APIs of a host
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns).
 *
 * @returns null for anything but an http or https URL.
 */
export function originPattern(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  // A catalog may say anything; a star in a pattern would ask for more than one host.
  if (parsed.hostname === '' || parsed.hostname.includes('*')) return null;
  return parsed.protocol === 'http:' || parsed.protocol === 'https:'
    ? `${parsed.protocol}//${parsed.hostname}/*`
    : null;
}

/** @returns whether access by the match pattern `granted`, which may be wider, is access by `pattern`, which names one host. */
export function covers(granted: string, pattern: string): boolean {
  if (granted === '<all_urls>') return true;
  const [, scheme, host] = /^([^:]+):\/\/([^/]+)\//.exec(granted) ?? [];
  const [, ownScheme, ownHost] = /^([^:]+):\/\/([^/]+)\//.exec(pattern) ?? [];
  if (host === undefined || ownHost === undefined) return false;
  if (scheme !== '*' && scheme !== ownScheme) return false;
  return host === '*' || host === ownHost || (host.startsWith('*.') && `.${ownHost}`.endsWith(host.slice(1)));
}

/** @returns the patterns of these URLs, each once, in order; what is no http(s) URL is left out. */
export function originPatterns(urls: readonly string[]): string[] {
  return [...new Set(urls.map(originPattern).filter((pattern) => pattern !== null))];
}

/**
 * The pattern for an auth URL as a person typed it: with spaces around it, or without a scheme, which
 * then is https, as in `authUrlCandidates`.
 */
export function typedOriginPattern(text: string): string | null {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return null; // a parser would drop or escape it and name another host than was read
  return originPattern(withScheme(trimmed));
}

/** The origin of an address as a person typed it; the text itself where it is no address. */
export function typedOrigin(text: string): string {
  const url = withScheme(text.trim());
  return URL.canParse(url) ? new URL(url).origin : text;
}

function withScheme(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
}
