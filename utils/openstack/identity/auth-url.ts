import { OpenStackError } from '@/utils/openstack/errors';

const VERSION_AND_REST = /\/v(?:3|2\.0)(?:\/.*)?$/;

/**
 * URLs to try for a typed auth URL: `<root>/v3`, then `<root>`. Drops query, fragment and pasted paths; without a scheme it is https. Throws
 * AUTH_URL_INVALID: no http(s) URL, or with a user name or password. Source: keystoneauth keystoneauth1/identity/v3/base.py,
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
