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
  dashboardOpen: ErrorText | null;
}

export type DashboardRequestName = keyof typeof dashboardRequests;
export type DashboardRequest<N extends DashboardRequestName> = z.infer<(typeof dashboardRequests)[N]>;
export type DashboardReply<N extends DashboardRequestName> = Replies[N];

/**
 * What a dashboard's page and the background say to each other: ids and words, never a token, a catalog
 * or a console URL. Types only, so that the content script carries nothing but its own code.
 */

/** What the page says of itself. Nothing in it is believed beyond what its sender's origin proves. */
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
  /** the page does not say that the server runs: look at its status before asking for a console */
  check: boolean;
}

/** The tab that a page is in, as the browser tells it: the page has no say in it. */
export interface DashboardTab {
  /** where a console of it belongs; null where the browser does not say */
  windowId: number | null;
  /** whose cookies the page has; our own requests have those of normal windows, and no others */
  cookies: 'normal' | 'private' | 'container';
}

/** A failure in the person's language, to be shown inside the page. */
export interface ErrorText {
  sentence: string;
  nextStep: string;
  /** for an administrator: call, status and request id, or null */
  technical: string | null;
  /** what the one button does; null: there is none */
  action: { kind: 'reload' | 'retry' | 'settings'; label: string } | null;
}

/**
 * What the content script gets to talk to the background with; faked in its tests. Any answer that the page is of no
 * enabled dashboard ends the script.
 */
export interface DashboardApi {
  /**
   * @returns for each of these servers that can have no console the reason, in the person's language; null where nobody
   *   answers. Never throws.
   */
  obstacles(page: DashboardPage, serverIds: string[]): Promise<Record<string, string> | null>;
  /** The person is about to click: whatever can be made ready is. Never throws. */
  prepare(page: DashboardPage): void;
  /** Opens the console in a new tab. @returns null, or why not. Never throws. */
  open(page: DashboardPage, server: DashboardServer): Promise<ErrorText | null>;
  /** Opens the extension's settings, at what has to do with this page. Never throws. */
  openSettings(page: DashboardPage): void;
}
