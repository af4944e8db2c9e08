import { settleCallAndCheck } from '@/utils/async';
import type { ScopedToken, TokenCall, TokenOrigin, TokenOutcome, TokenSource } from '@/utils/consoles/token-source';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { regionsOf } from '@/utils/openstack/catalog';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems/app-error';
import type { Initiator } from '@/utils/sessions/sessions';
import type { DashboardSession } from './driver';
import { driverOf } from './kinds';
import type { PageContext } from './open-request';
import type { DashboardSessionCache } from './session-cache';
import { isSameUser, otherUser, projectChange } from './session-match';
import { type Dashboard, noteCompute } from './store';

/** Of a check for a click, others are ignored: Nova's answer counts. */
const SESSION_ERRORS = new Set<string>(['DASHBOARD_SESSION_ENDED', 'HOST_PERMISSION_MISSING']);
const MAX_TRIES = 3;

/** Reads the session with the cookies of normal windows. */
export function dashboardSessionTokens(sessionCache: DashboardSessionCache): TokenSource<PageContext> {
  return {
    async use<T>(context: PageContext, call: TokenCall<T>, initiator?: Initiator): Promise<TokenOutcome<T>> {
      const { dashboard, tab } = context;
      if (driverOf(dashboard.kind).session === undefined) return { kind: 'unavailable', reason: 'no-session-access' };
      if (tab.cookieJar === 'private') return { kind: 'unavailable', reason: 'private-window' };
      if (tab.cookieJar === 'container') return { kind: 'unavailable', reason: 'container' };
      const origin: TokenOrigin = { via: 'dashboard', cloudOrHost: new URL(dashboard.root).host };
      try {
        const answer = await callWithSession(sessionCache, context, call, initiator === 'background');
        return typeof answer === 'string'
          ? { kind: 'unavailable', reason: answer }
          : { kind: 'done', origin, value: answer.value };
      } catch (error) {
        return { kind: 'failed', origin, error };
      }
    },
  };
}

/** `mustCheck`: no answer with a session that the dashboard does not confirm; the login may be another user's by now. */
async function callWithSession<T>(
  sessionCache: DashboardSessionCache,
  { dashboard, page }: PageContext,
  call: TokenCall<T>,
  mustCheck: boolean,
): Promise<{ value: T } | 'token-withheld' | 'nova-out-of-reach'> {
  const { root } = dashboard;
  for (let tries = 1; ; tries += 1) {
    const cached = sessionCache.cached(root);
    // A session that is being read may be older than a switch of project.
    const mayBeOld = cached !== null || sessionCache.isReading(root);
    const session = cached ?? (await sessionCache.read(dashboard));
    if (session === null) return 'token-withheld';
    if (!isSameUser(session, page)) {
      sessionCache.invalidate(root);
      if (mayBeOld && tries < MAX_TRIES) continue;
      throw otherUser();
    }
    // In parallel; after a logout or switch the answer is discarded.
    const isCurrent = mayBeOld ? sessionCache.isCurrent(dashboard, session) : Promise.resolve(true);
    const [answer, current] = await settleCallAndCheck(isCurrent, call(scopedTokenOf(session, page)));
    if (current === undefined && mustCheck) throw new OpenStackError('TIMEOUT', { host: new URL(root).host });
    if (current?.status === 'rejected' && (mustCheck || SESSION_ERRORS.has(toProblem(current.reason).code)))
      throw current.reason;
    const isReplaced = current?.status === 'fulfilled' && !current.value;
    if (isReplaced && tries < MAX_TRIES) continue;
    if (isReplaced) throw sessionEnded(root);
    if (answer.status === 'fulfilled') return { value: answer.value };
    const error = answer.reason;
    if (isOpenStackError(error, 'SERVER_NOT_FOUND')) throw projectChange(session, page, error) ?? error;
    if (await isOutOfReach(error, dashboard)) return 'nova-out-of-reach';
    if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
    sessionCache.invalidate(root);
    if (tries > 1) throw sessionEnded(root, error);
  }
}

function sessionEnded(root: string, cause?: unknown): AppError {
  return new AppError('DASHBOARD_SESSION_ENDED', { host: new URL(root).host }, cause);
}

/** Public endpoints only (openstack_dashboard/api/rest/keystone.py `ServiceCatalog`). */
function scopedTokenOf({ token, catalog, region }: DashboardSession, page: DashboardPage): ScopedToken {
  const regions = regionsOf(catalog, { interface: 'public' });
  const found = [page.regionName, region].find((name) => name !== null && regions.includes(name));
  return { token, catalog, selection: { interface: 'public' }, region: found ?? null };
}

/** The dashboard's server may still reach Nova. Stores the host to allow. */
async function isOutOfReach(error: unknown, { root }: Dashboard): Promise<boolean> {
  if (isOpenStackError(error, 'NETWORK')) return error.facts.service === 'compute';
  if (!isOpenStackError(error, 'HOST_PERMISSION_MISSING')) return false;
  if (error.facts.origins?.length) await noteCompute(root, error.facts.origins);
  return true;
}
