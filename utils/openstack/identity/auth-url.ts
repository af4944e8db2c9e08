import { OpenStackError } from '@/utils/openstack/errors';

/** A version with what was pasted behind it, such as `/v3/auth/tokens`. */
const VERSION_AND_REST = /\/v(?:3|2\.0)(?:\/.*)?$/;

/**
 * URLs to try for what a user typed, best first: `<root>/v3`, then `<root>`, without a trailing slash. Query, fragment
 * and pasted paths are dropped; a host without a scheme is https.
 * Throws AUTH_URL_INVALID: no http(s) URL, or one with a user name or password in it.
 * Source: keystoneauth keystoneauth1/identity/v3/base.py, keystoneauth1/discover.py
 */
export function authUrlCandidates(input: string): string[] {
  const text = input.trim();
  const spelled = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(spelled) ? new URL(spelled) : null;
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
