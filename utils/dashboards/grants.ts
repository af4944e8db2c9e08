import { listClouds } from '@/utils/clouds/store';
import type { Grant } from '@/utils/consoles/fresh-url';
import { inventory } from '@/utils/memory/inventory';
import type { DashboardPage } from '@/utils/messaging/dashboard';
import { regionsOf } from '@/utils/openstack/catalog';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems';
import type { Sessions } from '@/utils/sessions/sessions';
import { type Borrowed, fits } from './borrowed';
import type { HorizonSession } from './horizon-session';
import { dashboardRoot } from './root';
import type { Dashboard } from './store';

/** Where a token came from. */
export type Source = { via: 'cloud'; cloudId: string; projectId: string } | { via: 'dashboard' };

/** A call to Nova that needs a token for what a dashboard's page shows. */
export type Call<T> = (grant: Grant, source: Source) => Promise<T>;

export interface Grants {
  /**
   * Makes the call with the best token there is: of a stored cloud that names this dashboard and has the page's
   * project, else of the dashboard's own session.
   *
   * @returns what the call does; null where there is no such token.
   * @throws what the call throws; AppError DASHBOARD_SESSION_ENDED, DASHBOARD_SWITCHED.
   */
  use<T>(dashboard: Dashboard, page: DashboardPage, call: Call<T>): Promise<T | null>;
}

/** The stored cloud cannot sign in by itself: the dashboard's session may still do. */
const CANNOT_SIGN_IN = new Set<string>([
  ...['CREDENTIAL_MISSING', 'INVALID_CREDENTIALS', 'APPLICATION_CREDENTIAL_INVALID', 'APPLICATION_CREDENTIAL_SCOPED'],
  ...['USER_DISABLED', 'PASSWORD_EXPIRED', 'MFA_REQUIRED', 'AUTH_METHOD_DISABLED', 'TOKEN_INVALID'],
  ...['PROJECT_UNAVAILABLE', 'HOST_PERMISSION_MISSING', 'REGION_UNKNOWN'],
]);

export function createGrants({ sessions, borrowed }: { sessions: Sessions; borrowed: Borrowed }): Grants {
  async function byCloud<T>(root: string, page: DashboardPage, call: Call<T>): Promise<T | undefined> {
    const found = await storedPlace(root, page);
    if (found === null) return undefined;
    const { profile, projectId } = found;
    try {
      return await sessions.use(profile, { projectId }, ({ token, catalog }) => {
        const region = page.regionName ?? profile.region ?? null;
        const grant: Grant = { token, catalog, interface: profile.interface, region };
        return call(grant, { via: 'cloud', cloudId: profile.id, projectId });
      });
    } catch (error) {
      if (CANNOT_SIGN_IN.has(toProblem(error).code)) return undefined;
      throw error;
    }
  }

  async function byDashboard<T>(root: string, page: DashboardPage, call: Call<T>): Promise<T | null> {
    for (let tries = 1; ; tries += 1) {
      const session = await borrowed.of(root, page);
      if (session === null) return null;
      try {
        return await call(grantOf(session, page), { via: 'dashboard' });
      } catch (error) {
        if (isOpenStackError(error, 'SERVER_NOT_FOUND') && !fits(session, page)) {
          const { projectName } = session;
          throw new AppError('DASHBOARD_SWITCHED', projectName === null ? {} : { projectName }, error);
        }
        if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
        borrowed.drop(root);
        if (tries === 2) throw new AppError('DASHBOARD_SESSION_ENDED', { host: new URL(root).host }, error);
      }
    }
  }

  return {
    async use({ root }, page, call) {
      const done = await byCloud(root, page, call);
      return done === undefined ? byDashboard(root, page, call) : done;
    },
  };
}

/** Horizon hands out the public endpoints only (openstack_dashboard/api/rest/keystone.py `ServiceCatalog`). */
function grantOf({ token, catalog, region }: HorizonSession, page: DashboardPage): Grant {
  const regions = regionsOf(catalog, { interface: 'public' });
  const wanted = [page.regionName, region].find((name) => name !== null && regions.includes(name));
  return { token, catalog, interface: 'public', region: wanted ?? null };
}

/**
 * The stored cloud and project of what the page shows. A page of the admin panel names no project for its rows;
 * a name that two projects share says nothing.
 */
async function storedPlace(root: string, { panel, projectName }: DashboardPage) {
  if (panel !== 'project' || projectName === null) return null;
  for (const profile of await listClouds()) {
    if (profile.dashboardUrl === undefined || dashboardRoot(profile.dashboardUrl) !== root) continue;
    const [project, ...others] = (await inventory.projects(profile.id)).filter(({ name }) => name === projectName);
    if (project !== undefined && others.length === 0) return { profile, projectId: project.id };
  }
  return null;
}
