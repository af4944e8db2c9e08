import type { AccessRule } from '@/utils/openstack/identity/application-credentials';
import { withoutSlashes } from '@/utils/openstack/slashes';

const OWN_PATH = /\/v2(?:\.\d+)?(?:\/[^/]+)?$/;

/**
 * Rules to list servers, show one and create a console. The middleware compares the path that Nova gets; a proxy may strip a prefix, so
 * both paths are allowed. @param endpoints of Nova @param legacy before 2.6 all server actions share one path, so this allows
 * them all. Source: openstack/keystonemiddleware keystonemiddleware/auth_token/__init__.py `_path_matches`,
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
