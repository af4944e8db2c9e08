import * as z from 'zod/mini';

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

/** Only in pending actions, which extension pages return as they got them; never asked of a content script. */
export const dashboardTab = z.object({
  windowId: z.nullable(z.number()),
  cookies: z.enum(['normal', 'private', 'container']),
});

export const dashboardServer = z.object({ id: serverId, name, check: z.boolean() });

export const dashboardRequests = {
  /** whether the page belongs to an enabled dashboard: refused where it does not */
  dashboardCheck: z.object({}),
  /** which of these servers can have no console, and why */
  dashboardObstacles: z.object({ page, serverIds: z.array(serverId).check(z.maxLength(100)) }),
  /** prepare for a click */
  dashboardPrepare: z.object({ page }),
  /** open a console in a new tab; `requestId` makes a repeated request harmless */
  dashboardOpen: z.object({
    page,
    server: dashboardServer,
    requestId: z.string().check(z.minLength(8), z.maxLength(64)),
  }),
  /** open the settings in a tab, at the cloud that serves this page */
  dashboardOpenSettings: z.object({ page }),
};

interface Replies {
  dashboardCheck: null;
  dashboardOpenSettings: null;
  dashboardObstacles: Record<string, string>;
  dashboardPrepare: null;
  dashboardOpen: ErrorText | null;
}

export type DashboardRequestName = keyof typeof dashboardRequests;
export type DashboardRequest<N extends DashboardRequestName> = z.infer<(typeof dashboardRequests)[N]>;
export type DashboardReply<N extends DashboardRequestName> = Replies[N];

/** What the page shows of itself. Untrusted: only the sender's origin proves anything. */
export interface DashboardPage {
  panel: 'project' | 'admin';
  /** as in the page's header; null where it shows none */
  userName: string | null;
  projectName: string | null;
  domainName: string | null;
  regionName: string | null;
}

export interface DashboardServer {
  /** UUID */
  id: string;
  name: string | null;
  /** the page does not show that the server runs: get its status before asking for a console */
  check: boolean;
}

/** The tab that a page is in, according to the browser, not the page. */
export interface DashboardTab {
  /** where its consoles open; null where the browser does not say */
  windowId: number | null;
  /** whose cookies the page has; the extension's requests have those of normal windows only */
  cookies: 'normal' | 'private' | 'container';
}

/** A failure in the user's language, to be shown inside the page. */
export interface ErrorText {
  sentence: string;
  nextStep: string;
  /** for an administrator: call, status and request id, or null */
  technical: string | null;
  /** what the one button does; null: there is none */
  action: { kind: 'reload' | 'retry' | 'settings'; label: string } | null;
}

/** How the content script asks the background. The answer that the dashboard is not enabled ends the script. */
export interface DashboardApi {
  /** @returns why servers can have no console, by id, in the user's language; null without an answer. Never throws. */
  obstacles(page: DashboardPage, serverIds: string[]): Promise<Record<string, string> | null>;
  /** Prepares for a click that is likely. Never throws. */
  prepare(page: DashboardPage): void;
  /** Opens the console in a new tab. @returns null, or why not. Never throws. */
  open(page: DashboardPage, server: DashboardServer): Promise<ErrorText | null>;
  /** Opens the settings at what concerns this page. Never throws. */
  openSettings(page: DashboardPage): void;
}
