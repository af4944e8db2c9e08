/** Paths that Horizon and Skyline have below their root (openstack_dashboard/urls.py, openstack_auth/urls.py). */
const INSIDE = /\/(?:auth\/|project\/|admin\/|identity\/|settings\/|home\/|compute\/instance).*$/;

/**
 * Where a dashboard lives, from any of its addresses or what a person typed for it: without a scheme it is
 * https.
 *
 * @returns with a slash at the end, such as `https://cloud.example.org/horizon/`; null for what is no http(s) URL.
 */
export function dashboardRoot(text: string): string | null {
  const address = dashboardAddress(text);
  if (address === null) return null;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname.replace(INSIDE, '/').replace(/\/+$/, '')}/`;
}

/** @returns what a person typed as an address of the dashboard, without query; null for what is no http(s) URL. */
export function dashboardAddress(text: string): string | null {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return null;
  const { protocol, origin, hostname, pathname } = new URL(address);
  if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '' || hostname.includes('*')) return null;
  return `${origin}${pathname.endsWith('/') ? pathname : `${pathname}/`}`;
}
