import { OpenStackError } from '@/utils/openstack/errors';

const VERSION_AND_REST = /\/v(?:3|2\.0)(?:\/.*)?$/;

/**
 * `<root>/v3`, then `<root>` of a typed URL, without query, fragment and pasted paths; the default scheme is https.
 * Throws AUTH_URL_INVALID, also for a user name or password. Source: keystoneauth1/identity/v3/base.py,
 * keystoneauth1/discover.py
 */
export function authUrlCandidates(input: string): string[] {
  const text = input.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || /\s/.test(text)) {
    throw new OpenStackError('AUTH_URL_INVALID', { service: 'identity' });
  }
  const path = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(VERSION_AND_REST, '')
    .replace(/\/$/, '');
  const root = `${url.origin}${path}`;
  return [`${root}/v3`, root];
}
