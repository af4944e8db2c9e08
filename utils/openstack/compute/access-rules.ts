import type { AccessRule } from '@/utils/openstack/identity/application-credentials';
import { withoutSlashes } from '@/utils/openstack/slashes';

const PATH_WITHOUT_PROXY_PREFIX = /\/v2(?:\.\d+)?(?:\/[^/]+)?$/;

/**
 * Rules to list and show servers and create a console, also where a proxy strips a prefix of the path. `legacy` allows
 * all server actions: before 2.6 they share one path. Source: keystonemiddleware/auth_token/__init__.py
 * `_path_matches`, `validate_allowed_request`
 */
export function consoleAccessRules(endpoints: readonly string[], legacy: boolean): AccessRule[] {
  const pathPrefixes = new Set(
    endpoints.flatMap((endpoint) => {
      const path = withoutSlashes(new URL(endpoint).pathname);
      return [path, PATH_WITHOUT_PROXY_PREFIX.exec(path)?.[0] ?? path];
    }),
  );
  const consoleSegment = legacy ? 'action' : 'remote-consoles';
  return [...pathPrefixes].flatMap((prefix): AccessRule[] => [
    { service: 'compute', method: 'GET', path: `${prefix}/servers/detail` },
    { service: 'compute', method: 'GET', path: `${prefix}/servers/*` },
    { service: 'compute', method: 'POST', path: `${prefix}/servers/*/${consoleSegment}` },
  ]);
}
