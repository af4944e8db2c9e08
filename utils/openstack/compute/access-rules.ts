import type { AccessRule } from '@/utils/openstack/identity/application-credentials';
import { withoutSlashes } from '@/utils/openstack/slashes';

/** The forms of Nova's own path, with which a proxy in front of it may reach it. */
const OWN_PATH = /\/v2(?:\.\d+)?(?:\/[^/]+)?$/;

/**
 * All that opening consoles needs: to list servers, to look at one, and to ask for its console.
 * The token middleware compares a rule with the path of the request as Nova got it. That is the path of the catalog's
 * URL, except behind a proxy that strips a prefix: so both the whole path and Nova's own are given.
 * @param endpoints the URLs of the compute endpoints that will be used
 * @param legacy the cloud is older than microversion 2.6: the console is an action there, and an action's path is the
 *   same for all of them, so this cloud's rule lets more through than consoles
 * Source: openstack/keystonemiddleware keystonemiddleware/auth_token/__init__.py `_path_matches`,
 * `validate_allowed_request`
 */
export function consoleAccessRules(endpoints: readonly string[], legacy: boolean): AccessRule[] {
  const roots = new Set(
    endpoints.flatMap((endpoint) => {
      const path = withoutSlashes(new URL(endpoint).pathname);
      return [path, OWN_PATH.exec(path)?.[0] ?? path];
    }),
  );
  const tail = legacy ? 'action' : 'remote-consoles';
  return [...roots].flatMap((root): AccessRule[] => [
    { service: 'compute', method: 'GET', path: `${root}/servers/detail` },
    { service: 'compute', method: 'GET', path: `${root}/servers/*` },
    { service: 'compute', method: 'POST', path: `${root}/servers/*/${tail}` },
  ]);
}
