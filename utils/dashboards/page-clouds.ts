import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudTarget } from '@/utils/consoles/token-source';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { type SignIn, signInMethod } from '@/utils/sign-in/methods';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { listClouds } from '@/utils/storage/clouds';
import { normalizeDashboardUrl } from './address';
import { driverOf } from './kinds';
import type { PageContext } from './open-request';
import { isSame } from './session-match';
import { type Dashboard, dashboardAt, listDashboards } from './store';

/** @returns null: no stored cloud has the page's project */
export async function cloudTargetOf(context: PageContext): Promise<CloudTarget | null> {
  const { dashboard, page } = context;
  const found = (await cloudWithProject(dashboard.root, page, 'project')) ?? (await cloudForAdminPanel(context));
  return found && { ...found, region: page.regionName ?? found.profile.region ?? null };
}

/** @returns the cloud that serves this page, else one that names the dashboard, or null */
export async function cloudIdOf({ root }: Dashboard, page: DashboardPage): Promise<string | null> {
  const serving = (await cloudWithProject(root, page, 'project'))?.profile;
  return (serving ?? (await cloudsOf(root))[0])?.id ?? null;
}

/** Clouds that name this dashboard, not another one below its root. */
async function cloudsOf(root: string): Promise<CloudProfile[]> {
  const dashboards = [{ root }, ...(await listDashboards())];
  return (await listClouds()).filter(
    ({ dashboardUrl }) => dashboardAt(normalizeDashboardUrl(dashboardUrl ?? '') ?? '', dashboards)?.root === root,
  );
}

type Scoped = Pick<CloudTarget, 'profile' | 'scope'>;

/**
 * Looks among cached projects, unless two share the name; without any, by the sign-in's project. Skips clouds that use
 * a dashboard's session: a private window has another login.
 */
async function cloudWithProject(
  root: string,
  { panel, projectName, domainName }: DashboardPage,
  onPanel: DashboardPage['panel'],
): Promise<Scoped | null> {
  if (panel !== onPanel || projectName === null) return null;
  for (const profile of await cloudsOf(root)) {
    if (usesDashboardSession(profile)) continue;
    const listed = await cloudCache.projects(profile.id);
    const [project, ...others] = listed.filter(({ name }) => name === projectName);
    if (project !== undefined && others.length === 0) return { profile, scope: { projectId: project.id } };
    const ownProject = 'project' in profile.signIn ? profile.signIn.project : undefined;
    if (listed.length > 0 || ownProject === undefined || !('name' in ownProject) || ownProject.name !== projectName)
      continue;
    if (isSame(userDomainOf(profile), domainName)) return { profile, scope: 'default' };
  }
  return null;
}

/** An admin panel shows all projects: Nova checks the role. */
async function cloudForAdminPanel({ dashboard: { root, kind }, page, tab }: PageContext): Promise<Scoped | null> {
  if (page.panel !== 'admin' || (driverOf(kind).session !== undefined && tab.cookieJar !== 'container')) return null;
  const named = await cloudWithProject(root, page, 'admin');
  if (named !== null) return named;
  const profile = (await cloudsOf(root)).find(
    ({ signIn }) => hasOwnProject(signIn) && !usesDashboardSession({ signIn }),
  );
  return profile === undefined ? null : { profile, scope: 'default' };
}

const hasOwnProject = (signIn: SignIn) =>
  signInMethod(signIn.method).hasOwnProject || ('project' in signIn && signIn.project !== undefined);

/** A dashboard shows the user's domain (openstack_dashboard/templatetags/context_selection.py). */
function userDomainOf({ signIn }: CloudProfile): string | null {
  const domain = 'user' in signIn && 'domain' in signIn.user ? signIn.user.domain : null;
  return domain !== null && 'name' in domain ? domain.name : null;
}
