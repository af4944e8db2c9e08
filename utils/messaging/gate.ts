import type * as z from 'zod/mini';
import { toProblem } from '@/utils/problems/app-error';
import type { Problem } from '@/utils/problems/problem';
import { onMessage } from './client';
import type { DashboardTab } from './dashboard-requests';
import {
  type DashboardReply,
  type DashboardRequest,
  type DashboardRequestName,
  dashboardRequests,
} from './dashboard-requests';
import { createLimits, type Limits } from './limits';
import type { Reply, Request, RequestName } from './page-requests';
import { requests } from './page-requests';
import { contentPage, isOwnPage, type Sender, tabIdOf, tabOf } from './sender';

/** What a page of ours may ask: one handler for each request; a missing one does not compile. */
export type Handlers = { [N in RequestName]: (request: Request<N>) => Promise<Reply<N>> };

/** What the content script in an enabled dashboard may ask. `D`: that dashboard, as it is stored. */
export type DashboardHandlers<D> = {
  [N in DashboardRequestName]: (
    request: DashboardRequest<N>,
    dashboard: D,
    tab: DashboardTab,
  ) => Promise<DashboardReply<N>>;
};

export interface Routes<D> {
  pages: Handlers;
  dashboards: DashboardHandlers<D>;
  /** the enabled dashboard that an address belongs to */
  dashboardOf(url: string): Promise<D | null>;
}

type Answer = { ok: true; value: unknown } | { ok: false; problem: Problem };

/**
 * Starts answering. Every message passes one gate: who is it from, may they ask this, does it parse; only
 * then does its handler see it. Must be called synchronously when the worker starts.
 */
export function serve<D>(routes: Routes<D>): void {
  const names = [...Object.keys(requests), ...Object.keys(dashboardRequests)] as (RequestName | DashboardRequestName)[];
  const limits = createLimits();
  for (const name of names) onMessage(name, ({ data, sender }) => answer(routes, name, data, sender, limits));
}

/** @returns the envelope for one message; exported for tests. Never throws. */
export async function answer<D>(
  routes: Routes<D>,
  name: RequestName | DashboardRequestName,
  data: unknown,
  sender: Sender,
  limits: Limits = createLimits(),
): Promise<Answer> {
  if (name in requests) {
    const known = name as RequestName;
    const handle = routes.pages[known] as (request: unknown) => Promise<unknown>;
    return pass(name, requests[known], data, isOwnPage(sender) ? handle : null);
  }
  const known = name as DashboardRequestName;
  const url = contentPage(sender);
  const dashboard = url === null ? null : await routes.dashboardOf(url);
  const handle = routes.dashboards[known] as (request: unknown, dashboard: D, tab: DashboardTab) => Promise<unknown>;
  if (url === null) return pass(name, dashboardRequests[known], data, null);
  if (dashboard === null) return { ok: false, problem: { code: 'DASHBOARD_DISABLED', facts: {} } };
  const allowed = (request: unknown) => handle(request, dashboard, tabOf(sender));
  const asker = { tabId: tabIdOf(sender), origin: new URL(url).origin };
  const done = await limits.within(asker, known, () => pass(name, dashboardRequests[known], data, allowed));
  if (done !== null) return done;
  console.warn('Refused a message:', name, 'too many at once');
  return { ok: false, problem: { code: 'RATE_LIMITED', facts: {} } };
}

/** `handle` is null for who may not ask this. */
async function pass(
  name: string,
  schema: z.ZodMiniType,
  data: unknown,
  handle: ((request: unknown) => Promise<unknown>) | null,
): Promise<Answer> {
  const parsed = handle === null ? null : schema.safeParse(data);
  if (handle === null || !parsed?.success) {
    console.warn('Refused a message:', name, handle === null ? 'from outside' : 'malformed');
    return { ok: false, problem: { code: 'INTERNAL', facts: {} } };
  }
  try {
    return { ok: true, value: await handle(parsed.data) };
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === 'INTERNAL') console.error('Unexpected', name, error);
    return { ok: false, problem };
  }
}
