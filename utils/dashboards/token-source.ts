import { settleWithin } from '@/utils/async';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { ScopedToken } from '@/utils/consoles/console-address';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { regionsOf } from '@/utils/openstack/catalog';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems/app-error';
import type { Initiator, Sessions, TokenScope } from '@/utils/sessions/sessions';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import type { SignIn } from '@/utils/sign-in/methods';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { listClouds } from '@/utils/storage/clouds';
import { dashboardAddress } from './address';
import type { HorizonSession } from './horizon/session';
import { KINDS } from './kinds';
import type { PageContext } from './open-request';
import type { DashboardSessionCache } from './session-cache';
import { isSame, isSameUser, moved, otherUser } from './session-match';
import { type Dashboard, listDashboards, ownerOf } from './store';

/** Where a token came from: a stored cloud, or the dashboard with this host. */
export interface TokenOrigin {
  via: 'cloud' | 'dashboard';
  where: string;
}

/** A call to Nova that needs a token for what a dashboard's page shows. Its answer may be thrown away: it only asks. */
export type Call<T> = (scopedToken: ScopedToken, source: TokenOrigin) => Promise<T>;

export interface TokenSources {
  /**
   * Makes the call with the best token there is: of a stored cloud that names this dashboard and has the page's
   * project, else of the dashboard's own session. That of a private window or a container is not asked for: our
   * requests have the cookies of normal windows. On an admin panel whose session nobody lends, a stored cloud serves with
   * the project that it starts in: Nova says what its role there allows.
   *
   * @param tried told each source before it is asked for a token, and at last the one whose error is thrown.
   * @param initiator a person, unless told otherwise
   * @returns what the call does, which may be null; null too where the dashboard keeps its token to itself, and for a
   *   private window.
   * @throws what the call throws; AppError DASHBOARD_SESSION_ENDED, DASHBOARD_SWITCHED, DASHBOARD_OTHER_USER, and
   *   DASHBOARD_OTHER_SESSION for a container that no stored cloud serves; DASHBOARD_NEEDS_CLOUD where dashboards of this kind have no session to ask for; VAULT_LOCKED where the stored cloud
   *   needs an answer of the person's first, and the dashboard's session is no way round it.
   */
  use<T>(
    context: PageContext,
    call: Call<T>,
    tried?: (source: TokenOrigin) => void,
    initiator?: Initiator,
  ): Promise<T | null>;
  /** @returns the id of the stored cloud that serves this page, else of one that names its dashboard; null: none does. */
  cloudOf(dashboard: Dashboard, page: DashboardPage): Promise<string | null>;
}

/** The person can mend it by typing something: the stored cloud is then as good as any. */
const ASKING = new Set<string>(['VAULT_LOCKED', 'PASSCODE_NEEDED']);

/** A stored cloud, and which of its tokens. */
interface CloudTarget {
  profile: CloudProfile;
  scope: TokenScope;
}

/** Answers that are the same whoever asks: another token would only hide them. */
const FINAL = new Set<string>([
  ...['SERVER_HAS_NO_CONSOLE', 'SERVER_NOT_READY', 'SERVER_BUSY', 'CONSOLE_TYPE_UNAVAILABLE', 'CONSOLE_URL_UNSAFE'],
  ...['RATE_LIMITED', 'CANCELLED'],
]);

/** What a dashboard says of its session by failing. */
const TELLING = new Set<string>(['DASHBOARD_SESSION_ENDED', 'HOST_PERMISSION_MISSING']);

/** Makes what finds the token for a dashboard's page: of a stored cloud, or borrowed of the dashboard's session. */
export function createTokenSources({
  sessions,
  sessionCache,
}: {
  sessions: Sessions;
  sessionCache: DashboardSessionCache;
}): TokenSources {
  /** @returns what the call does; else why it failed with a stored cloud, where there is one. */
  async function byCloud<T>(
    context: PageContext,
    call: Call<T>,
    tried: (source: TokenOrigin) => void,
    initiator: Initiator | undefined,
  ): Promise<{ done: T } | { failed?: unknown; source?: TokenOrigin }> {
    const { dashboard, page } = context;
    const found = (await storedTarget(dashboard.root, page)) ?? (await targetForAdminPanel(context));
    if (found === null) return {};
    const { profile, scope } = found;
    const source: TokenOrigin = { via: 'cloud', where: profile.name };
    tried(source);
    try {
      const region = page.regionName ?? profile.region ?? null;
      const use = ({ token, catalog }: Pick<ScopedToken, 'token' | 'catalog'>) =>
        call({ token, catalog, at: profile, region }, source);
      return { done: await sessions.use(profile, scope, use, initiator) };
    } catch (error) {
      if (FINAL.has(toProblem(error).code) || KINDS[dashboard.kind].session === undefined) throw error;
      return { failed: error, source }; // the dashboard's session may do better
    }
  }

  async function byDashboard<T>(
    { dashboard, page, tab }: PageContext,
    call: Call<T>,
    tried: (source: TokenOrigin) => void,
  ): Promise<T | null> {
    const { root, kind } = dashboard;
    if (KINDS[kind].session === undefined) throw new AppError('DASHBOARD_NEEDS_CLOUD', { host: new URL(root).host });
    if (tab.cookies === 'private') return null; // its own redirect needs no request of ours
    if (tab.cookies === 'container') throw new AppError('DASHBOARD_OTHER_SESSION');
    const source: TokenOrigin = { via: 'dashboard', where: new URL(root).host };
    tried(source);
    for (let tries = 1; ; tries += 1) {
      const known = sessionCache.known(root);
      // Begun for somebody else: what it reads may be of before a switch.
      const isOlder = known !== null || sessionCache.isReading(root);
      const session = known ?? (await sessionCache.read(dashboard));
      if (session === null) return null;
      if (!isSameUser(session, page)) {
        sessionCache.invalidate(root);
        if (isOlder && tries < 3) continue;
        throw otherUser();
      }
      // At the same time, not before: whoever logged out or switched meanwhile has no use of an answer, and
      // everybody else does not wait for this.
      const asked = isOlder ? sessionCache.isCurrent(dashboard, session) : Promise.resolve(true);
      const [answer, told] = await settleWithin(asked, call(scopedTokenOf(session, page), source));
      // One that cannot be asked keeps nobody from what Nova has answered.
      if (told?.status === 'rejected' && TELLING.has(toProblem(told.reason).code)) throw told.reason;
      const isOver = told?.status === 'fulfilled' && !told.value;
      if (isOver && tries < 3) continue;
      if (isOver) throw ended(root);
      if (answer.status === 'fulfilled') return answer.value;
      if (isOpenStackError(answer.reason, 'SERVER_NOT_FOUND'))
        throw moved(session, page, answer.reason) ?? answer.reason;
      if (!isOpenStackError(answer.reason, 'TOKEN_INVALID')) throw answer.reason;
      sessionCache.invalidate(root);
      if (tries >= 2) throw ended(root, answer.reason);
    }
  }

  return {
    async use(context, call, tried = () => undefined, initiator) {
      const cloud = await byCloud(context, call, tried, initiator);
      if ('done' in cloud) return cloud.done;
      const { failed, source } = cloud;
      if (failed !== undefined && context.tab.cookies === 'container') throw failed;
      if (!ASKING.has(toProblem(failed).code)) return byDashboard(context, call, tried);
      const asks = () => {
        if (source) tried(source);
        return failed;
      };
      const done = await byDashboard(context, call, tried).catch((error: unknown) => {
        throw FINAL.has(toProblem(error).code) ? error : asks();
      });
      if (done === null) throw asks();
      return done;
    },
    async cloudOf({ root }, page) {
      const served = (await storedTarget(root, page))?.profile;
      return (served ?? (await cloudsOf(root))[0])?.id ?? null;
    },
  };
}

function ended(root: string, cause?: unknown): AppError {
  return new AppError('DASHBOARD_SESSION_ENDED', { host: new URL(root).host }, cause);
}

/** Horizon hands out the public endpoints only (openstack_dashboard/api/rest/keystone.py `ServiceCatalog`). */
function scopedTokenOf({ token, catalog, region }: HorizonSession, page: DashboardPage): ScopedToken {
  const regions = regionsOf(catalog, { interface: 'public' });
  const wanted = [page.regionName, region].find((name) => name !== null && regions.includes(name));
  return { token, catalog, at: { interface: 'public' }, region: wanted ?? null };
}

/** The stored clouds whose dashboard this is, and not another one inside it. */
async function cloudsOf(root: string): Promise<CloudProfile[]> {
  const dashboards = [{ root }, ...(await listDashboards())];
  return (await listClouds()).filter(
    ({ dashboardUrl }) => ownerOf(dashboardAddress(dashboardUrl ?? '') ?? '', dashboards)?.root === root,
  );
}

/**
 * The stored cloud and project of what the page shows. A page of the admin panel names no project for its rows;
 * a name that two projects share says nothing. A cloud whose projects were never listed has the one it starts in. One that
 * lives on a dashboard's session is no better than that, and would be another window's in a private one.
 */
async function storedTarget(
  root: string,
  { panel, projectName, domainName }: DashboardPage,
  onPanel: DashboardPage['panel'] = 'project',
): Promise<CloudTarget | null> {
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

/** For the rows of an admin panel, where no session can be lent: the header's project is as good as any that has the role. */
async function targetForAdminPanel({ dashboard: { root, kind }, page, tab }: PageContext): Promise<CloudTarget | null> {
  if (page.panel !== 'admin' || (KINDS[kind].session !== undefined && tab.cookies !== 'container')) return null;
  const named = await storedTarget(root, page, 'admin');
  if (named !== null) return named;
  const profile = (await cloudsOf(root)).find(({ signIn }) => hasHome(signIn) && !usesDashboardSession({ signIn }));
  return profile === undefined ? null : { profile, scope: 'home' };
}

/** An application credential is of one project. */
const hasHome = (signIn: SignIn) => signIn.method === 'application_credential' || signIn.project !== undefined;

/** A dashboard shows its user's domain, not the project's (openstack_dashboard/templatetags/context_selection.py). */
function userDomainOf({ signIn }: CloudProfile): string | null {
  const domain = 'user' in signIn && 'domain' in signIn.user ? signIn.user.domain : null;
  return domain !== null && 'name' in domain ? domain.name : null;
}
