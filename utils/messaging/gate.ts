import type * as z from 'zod/mini';
import { logMessage, logProblem } from '@/utils/log';
import type { Problem } from '@/utils/problems/problem';
import {
  type DashboardReply,
  type DashboardRequest,
  type DashboardRequestName,
  type DashboardTab,
  dashboardRequests,
} from './dashboard-requests';
import { createLimits, type Limits } from './limits';
import { type Reply, type Request, type RequestName, requests } from './page-requests';
import { contentPage, isOwnPage, type Sender, tabIdOf, tabOf } from './sender';
import { type Answer, listen, type Message } from './wire';

/** Handlers of page requests; they may throw. */
export type Handlers = { [N in RequestName]: (request: Request<N>) => Promise<Reply<N>> };

/** `D`: the stored dashboard. */
export type DashboardHandlers<D> = {
  [N in DashboardRequestName]: (
    request: DashboardRequest<N>,
    dashboard: D,
    tab: DashboardTab,
  ) => Promise<DashboardReply<N>>;
};

/** Where parsed messages go. */
export interface Routes<D> {
  pages: Handlers;
  dashboards: DashboardHandlers<D>;
  /** null: not an enabled dashboard */
  dashboardOf(url: string): Promise<D | null>;
  problemOf(name: string, error: unknown): Problem;
}

type Handle = (request: unknown) => Promise<unknown>;

/** Checks sender, name and data first. Call it synchronously when the worker starts. */
export function serve<D>(routes: Routes<D>): void {
  const limits = createLimits();
  listen((message, sender) => answer(routes, message, sender, limits));
}

/** @returns null for an unknown message; never rejects */
export function answer<D>(
  routes: Routes<D>,
  { name, data }: Message,
  sender: Sender,
  limits: Limits = createLimits(),
): Promise<Answer> | null {
  if (isNameOf(requests, name)) {
    const answering = answerPage(routes, name, data, sender).catch((error) => failure(routes.problemOf(name, error)));
    logMessage(name, 'page', answering);
    return answering;
  }
  if (isNameOf(dashboardRequests, name)) {
    const answering = answerDashboard(routes, name, data, sender, limits).catch((error) =>
      failure(withoutReport(routes.problemOf(name, error))),
    );
    logMessage(name, 'dashboard', answering);
    return answering;
  }
  return null;
}

/** `name` is untrusted: every object has `constructor`. */
function isNameOf<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

async function answerPage<D>({ pages }: Routes<D>, name: RequestName, data: unknown, sender: Sender): Promise<Answer> {
  return isOwnPage(sender) ? handle(name, requests[name], data, pages[name] as Handle) : refuse(name, 'INTERNAL');
}

async function answerDashboard<D>(
  { dashboards, dashboardOf }: Routes<D>,
  name: DashboardRequestName,
  data: unknown,
  sender: Sender,
  limits: Limits,
): Promise<Answer> {
  const url = contentPage(sender);
  if (url === null) return refuse(name, 'INTERNAL');
  const handler = dashboards[name] as (request: unknown, dashboard: D, tab: DashboardTab) => Promise<unknown>;
  const requester = { tabId: tabIdOf(sender), origin: new URL(url).origin };
  // Before storage is read: a page can cause many messages.
  const answered = await limits.runWithin(requester, name, async (): Promise<Answer> => {
    const dashboard = await dashboardOf(url);
    if (dashboard === null) return failure({ code: 'DASHBOARD_DISABLED', facts: {} });
    return handle(name, dashboardRequests[name], data, (request) => handler(request, dashboard, tabOf(sender)));
  });
  return answered ?? refuse(name, 'RATE_LIMITED');
}

async function handle(name: string, schema: z.ZodMiniType, data: unknown, handler: Handle): Promise<Answer> {
  const parsed = schema.safeParse(data);
  return parsed.success ? { ok: true, value: await handler(parsed.data) } : refuse(name, 'INTERNAL');
}

function refuse(name: string, code: Problem['code']): Answer {
  logProblem(name, code);
  return failure({ code, facts: {} });
}

function failure(problem: Problem): Answer {
  return { ok: false, problem };
}

/** Web pages get no error report. */
function withoutReport({ code, facts: { report: _, ...facts } }: Problem): Problem {
  return { code, facts };
}
