import type { Problem } from '@/utils/problems/problem';
import type { PendingAction, Send } from './page-requests';
import type { CloudView, CurrentDashboard, LastConsoleView, ProjectView, ServerScope, ServersView } from './views';

/** What the components of an extension page may do; built by its entrypoint. */
export interface PageApi {
  send: Send;
  /** what the popup showed last, cut to its first rows, and the number of servers; synchronous, for the first frame */
  firstPaintCache(): { snapshot: Snapshot; total: number } | null;
  saveFirstPaint(snapshot: Snapshot): void;
  /** from storage, without starting the background */
  snapshot(): Promise<Snapshot>;
  cached(place: ServerScope): Promise<{ projects: ProjectView[]; servers: ServersView | null }>;
  /** asks for host permission; must be called in a click, before any await. False: refused */
  requestAccess(origins: string[]): Promise<boolean>;
  /** the match pattern of a URL, such as `https://keystone.example.org/*`; null if it is no http(s) URL */
  originOf(url: string): string | null;
  /**
   * opens the settings page in a tab: at a cloud, there at one section (`replacePassword`, or `refused`: its credential was
   * not accepted); at a new cloud; or at a new one with what a dashboard offers
   */
  openSettings(
    target?: { cloudId: string; openWith?: 'replacePassword' | 'refused' } | { dashboard: string } | 'new',
  ): Promise<void>;
  /** whether the offer of an application credential was accepted or dismissed for a cloud; synchronous */
  isOfferDismissed(cloudId: string): boolean;
  /** dismisses that offer */
  dismissOffer(cloudId: string): void;
  /** the dashboard in the active tab; null where there is none, or the extension has no access */
  currentDashboard(): Promise<CurrentDashboard | null>;
  /** a typed dashboard address in its full form; null if it is no http(s) URL */
  dashboardAddress(url: string): string | null;
  /** for the footer and the key hints; a shortcut is null where the command has no key */
  about(): Promise<{
    version: string;
    shortcuts: { popup: string | null; reopen: string | null; lock: string | null };
  }>;
  /** @param run called whenever the vault is locked or unlocked. @returns what ends that */
  onLockChange(run: () => void): () => void;
  /** @param run called whenever the list of activity changes. @returns what ends that */
  onActivity(run: () => void): () => void;
  /** closes the popup; does nothing where the page is a tab */
  close(): void;
}
/** A problem that no page was open to show. */
export interface Notice {
  problem: Problem;
  /** what failed, to perform it again; null in private windows, of which nothing is stored */
  pendingAction: PendingAction | null;
  /** ms since the epoch */
  at: number;
}

/** What the popup can show before any request. */
export interface Snapshot {
  clouds: Pick<CloudView, 'profile'>[];
  lastPlace: ServerScope | null;
  projects: ProjectView[];
  servers: ServersView | null;
  lastConsole: LastConsoleView | null;
  notice: Notice | null;
}
