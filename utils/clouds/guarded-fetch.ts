import { OpenStackError } from '@/utils/openstack/errors';
import { originPattern } from './hosts';
import { hasAccess } from './permissions';

/**
 * `fetch` that talks only to hosts the person granted: a catalog or a redirect can name any host, and a
 * token must not follow it there unasked.
 *
 * @throws OpenStackError HOST_PERMISSION_MISSING, with the pattern to ask for, before anything is sent.
 */
export const guardedFetch: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const origin = originPattern(url);
  if (origin === null || !(await hasAccess(origin))) {
    const host = URL.canParse(url) ? new URL(url).host : url;
    throw new OpenStackError('HOST_PERMISSION_MISSING', { host, origins: origin === null ? [] : [origin] });
  }
  return fetch(input, init);
};
