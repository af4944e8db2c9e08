import { listClouds } from '@/utils/clouds/store';
import type { Grant } from '@/utils/consoles/fresh-url';
import { inventory } from '@/utils/memory/inventory';
import type { DashboardPage } from '@/utils/messaging/dashboard';
import { regionsOf } from '@/utils/openstack/catalog';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems';
import type { Sessions } from '@/utils/sessions/sessions';
import type { Borrowed } from './borrowed';
import type { HorizonSession } from './horizon-session';
import { dashboardRoot } from './root';
import type { Dashboard } from './store';

/** Where a token came from. */
export type Source = { via: 'cloud'; cloudId: string; projectId: string } | { via: 'dashboard' };

/** A call to Nova that needs a token for what a dashboard's page shows. Its answer may be thrown away: it only asks. */
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
      const known = borrowed.known(root);
      const session = known ?? (await borrowed.read(root));
      if (session === null) return null;
      // At the same time, not before: whoever logged out or switched meanwhile has no use of an answer, and
      // everybody else does not wait for this.
      const [answer, still] = await Promise.allSettled([
        call(grantOf(session, page), { via: 'dashboard' }),
        known === null ? true : borrowed.still(root, known),
      ]);
      if (still.status === 'rejected') throw still.reason;
      if (!still.value && tries < 3) continue;
      if (answer.status === 'fulfilled') return answer.value;
      if (isOpenStackError(answer.reason, 'SERVER_NOT_FOUND') && !fits(session, page)) {
        const { projectName } = session;
        throw new AppError('DASHBOARD_SWITCHED', projectName === null ? {} : { projectName }, answer.reason);
      }
      if (!isOpenStackError(answer.reason, 'TOKEN_INVALID')) throw answer.reason;
      borrowed.drop(root);
      if (tries >= 2) throw new AppError('DASHBOARD_SESSION_ENDED', { host: new URL(root).host }, answer.reason);
    }
  }

  return {
    async use({ root }, page, call) {
      const done = await byCloud(root, page, call);
      return done === undefined ? byDashboard(root, page, call) : done;
    },
  };
}

/** Whether a session is the one the page was made with, as far as the page's header tells. */
function fits(session: HorizonSession, { userName, projectName }: DashboardPage): boolean {
  const same = (a: string | null, b: string | null) => a === null || b === null || a === b;
  return same(session.userName, userName) && same(session.projectName, projectName);
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
