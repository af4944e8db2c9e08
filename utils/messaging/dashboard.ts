/**
 * What a dashboard's page and the background say to each other: ids and words, never a token, a catalog
 * or a console URL. Types only, so that the content script carries nothing but its own code.
 */

/** Which program a dashboard is; what the background can do with each is in `utils/dashboards/kinds.ts`. */
export type DashboardKind = 'horizon' | 'skyline';

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
export interface Trouble {
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
  open(page: DashboardPage, server: DashboardServer): Promise<Trouble | null>;
  /** Opens the extension's settings, at what has to do with this page. Never throws. */
  openSettings(page: DashboardPage): void;
}
