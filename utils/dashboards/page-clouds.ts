import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudTarget } from '@/utils/consoles/token-source';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { type SignIn, signInMethod } from '@/utils/sign-in/methods';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { listClouds } from '@/utils/storage/clouds';
import { dashboardAddress } from './address';
import { driverOf } from './kinds';
import type { PageContext } from './open-request';
import { isSame } from './session-match';
import { type Dashboard, listDashboards, ownerOf } from './store';

/** @returns the stored cloud and scope that serve what a page shows, or null. */
export async function cloudTargetOf(context: PageContext): Promise<CloudTarget | null> {
  const { dashboard, page } = context;
  const found = (await cloudWithProject(dashboard.root, page, 'project')) ?? (await cloudForAdminPanel(context));
  return found && { ...found, region: page.regionName ?? found.profile.region ?? null };
}

/** @returns the id of the stored cloud that serves this page, else of one that names its dashboard, or null. */
export async function cloudIdOf({ root }: Dashboard, page: DashboardPage): Promise<string | null> {
  const serving = (await cloudWithProject(root, page, 'project'))?.profile;
  return (serving ?? (await cloudsOf(root))[0])?.id ?? null;
}

/** not those of another dashboard inside this one */
async function cloudsOf(root: string): Promise<CloudProfile[]> {
  const dashboards = [{ root }, ...(await listDashboards())];
  return (await listClouds()).filter(
    ({ dashboardUrl }) => ownerOf(dashboardAddress(dashboardUrl ?? '') ?? '', dashboards)?.root === root,
  );
}

type Scoped = Pick<CloudTarget, 'profile' | 'scope'>;

/**
 * The stored cloud that has the project in the page's header: by its list of projects, unless two share the name, or, never
 * listed, by the one it starts in. Not one that uses a dashboard's session: in a private window that is another's.
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
    const home = 'project' in profile.signIn ? profile.signIn.project : undefined;
    if (listed.length > 0 || home === undefined || !('name' in home) || home.name !== projectName) continue;
    if (isSame(userDomainOf(profile), domainName)) return { profile, scope: 'home' };
  }
  return null;
}

/**
 * For the rows of an admin panel, which are of all projects, without a dashboard session: Nova decides what the role may
 * see.
 */
async function cloudForAdminPanel({ dashboard: { root, kind }, page, tab }: PageContext): Promise<Scoped | null> {
  if (page.panel !== 'admin' || (driverOf(kind).session !== undefined && tab.cookies !== 'container')) return null;
  const named = await cloudWithProject(root, page, 'admin');
  if (named !== null) return named;
  const profile = (await cloudsOf(root)).find(({ signIn }) => hasHome(signIn) && !usesDashboardSession({ signIn }));
  return profile === undefined ? null : { profile, scope: 'home' };
}

/** an application credential is of one project */
const hasHome = (signIn: SignIn) =>
  signInMethod(signIn.method).hasOwnProject || ('project' in signIn && signIn.project !== undefined);

/** A dashboard shows its user's domain, not the project's (openstack_dashboard/templatetags/context_selection.py). */
function userDomainOf({ signIn }: CloudProfile): string | null {
  const domain = 'user' in signIn && 'domain' in signIn.user ? signIn.user.domain : null;
  return domain !== null && 'name' in domain ? domain.name : null;
}
