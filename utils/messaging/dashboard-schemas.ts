import * as z from 'zod/mini';
import type { Trouble } from './dashboard';

/** What a dashboard's content script may ask, parsed by the gate before any handler sees it. */
const name = z.nullable(z.string().check(z.maxLength(255)));
const serverId = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i));
export const page = z.object({
  panel: z.enum(['project', 'admin']),
  userName: name,
  projectName: name,
  domainName: name,
  regionName: name,
});

/** Never asked of a content script: pages of ours hand it back as they were told it. */
export const dashboardTab = z.object({
  windowId: z.nullable(z.number()),
  cookies: z.enum(['normal', 'private', 'container']),
});

export const dashboardServer = z.object({ id: serverId, name, check: z.boolean() });

export const dashboardRequests = {
  /** a script asks whether it belongs where it runs: refused where the page is of no enabled dashboard */
  dashboardCheck: z.object({}),
  /** which of these servers can have no console, and why */
  dashboardObstacles: z.object({ page, serverIds: z.array(serverId).check(z.maxLength(100)) }),
  /** a click is near: make ready what it needs */
  dashboardPrepare: z.object({ page }),
  /** open a console in a new tab; `requestId` makes a repeated request harmless */
  dashboardOpen: z.object({
    page,
    server: dashboardServer,
    requestId: z.string().check(z.minLength(8), z.maxLength(64)),
  }),
  /** open our settings page in a tab, at the cloud that serves this page: the background knows which */
  dashboardOpenSettings: z.object({ page }),
};

interface Replies {
  dashboardCheck: null;
  dashboardOpenSettings: null;
  dashboardObstacles: Record<string, string>;
  dashboardPrepare: null;
  dashboardOpen: Trouble | null;
}

export type DashboardRequestName = keyof typeof dashboardRequests;
export type DashboardRequest<N extends DashboardRequestName> = z.infer<(typeof dashboardRequests)[N]>;
export type DashboardReply<N extends DashboardRequestName> = Replies[N];
