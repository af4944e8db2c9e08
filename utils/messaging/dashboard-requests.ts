import * as z from 'zod/mini';
import { cutName } from '@/utils/clouds/names';

/** Cut, not refused: a page or a cloud may show longer ones. */
export const name = z.nullable(z.pipe(z.string(), z.transform(cutName)));
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i));
/** Made anew for each click: with the same id a console is opened once. */
export const requestId = uuid;
/** Schema of {@link DashboardPage}. */
export const page = z.object({
  panel: z.enum(['project', 'admin']),
  userName: name,
  projectName: name,
  domainName: name,
  regionName: name,
});

/** Never accepted from a content script. */
export const dashboardTab = z.object({
  windowId: z.nullable(z.number()),
  cookieJar: z.enum(['normal', 'private', 'container']),
});

/** Schema of {@link DashboardServer}. */
export const dashboardServer = z.object({ id: uuid, name, checkStatus: z.boolean() });

/** The schema of each message of content scripts. */
export const dashboardRequests = {
  dashboardCheck: z.object({}),
  dashboardObstacles: z.object({ page, serverIds: z.array(uuid).check(z.maxLength(100)) }),
  dashboardCacheSession: z.object({ page }),
  dashboardOpen: z.object({
    page,
    server: dashboardServer,
    requestId,
  }),
  dashboardOpenSettings: z.object({ page }),
};

interface Replies {
  dashboardCheck: null;
  dashboardOpenSettings: null;
  dashboardObstacles: Record<string, string>;
  dashboardCacheSession: null;
  dashboardOpen: ErrorText | null;
}

/** A message of content scripts. */
export type DashboardRequestName = keyof typeof dashboardRequests;
/** The data of a message. */
export type DashboardRequest<N extends DashboardRequestName> = z.infer<(typeof dashboardRequests)[N]>;
/** The reply to a message: no token, no catalog, no URL. */
export type DashboardReply<N extends DashboardRequestName> = Replies[N];

/** Untrusted: only the sender's origin is proof. */
export interface DashboardPage {
  panel: 'project' | 'admin';
  /** null: the page does not show it */
  userName: string | null;
  projectName: string | null;
  domainName: string | null;
  regionName: string | null;
}

/** As the page shows it. Untrusted. */
export interface DashboardServer {
  id: string;
  name: string | null;
  /** get its status from Nova before a console */
  checkStatus: boolean;
}

/** According to the browser, not the page. */
export interface DashboardTab {
  /** null: unknown */
  windowId: number | null;
  /** the extension's requests have cookies of `normal` only */
  cookieJar: 'normal' | 'private' | 'container';
}

/** In the user's language. */
export interface ErrorText {
  sentence: string;
  nextStep: string;
  /** method, host, status and request id */
  failedCall: string | null;
  /** null: no button */
  action: { kind: 'reload' | 'retry' | 'settings'; label: string } | null;
}

/** Never throws. Ends the script where the dashboard is disabled. */
export interface DashboardApi {
  /** @returns reasons by server id, in the user's language; null: no answer */
  obstacles(page: DashboardPage, serverIds: string[]): Promise<Record<string, string> | null>;
  cacheSession(page: DashboardPage): void;
  open(page: DashboardPage, server: DashboardServer): Promise<ErrorText | null>;
  openSettings(page: DashboardPage): void;
}
