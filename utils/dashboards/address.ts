/** Default https. @returns without query, with a slash at the end; null: no http(s) URL */
export function normalizeDashboardUrl(text: string): string | null {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return null;
  const { protocol, origin, hostname, pathname } = new URL(address);
  if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '' || hostname.includes('*')) return null;
  return `${origin}${pathname.endsWith('/') ? pathname : `${pathname}/`}`;
}

/** Whether a URL is inside a dashboard. */
export function isInside(typed: string | undefined, root: string): boolean {
  return typed !== undefined && (normalizeDashboardUrl(typed)?.startsWith(root) ?? false);
}
