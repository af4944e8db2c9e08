import { OpenStackError } from '@/utils/openstack/errors';

/** The version part of an identity URL, with whatever was pasted behind it: `/v3/auth/tokens`, `/v2.0/tokens`. */
const VERSION_AND_REST = /\/v(?:3|2\.0)(?:\/.*)?$/;

/**
 * The URLs where identity v3 may answer for what a person typed, best first: `<root>/v3`, then `<root>`, without a
 * trailing slash. Spaces, query, fragment and a pasted path such as `/v3/auth/tokens` are dropped, `/v2.0` gives way to
 * `/v3`, and a host without a scheme is taken for https.
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
