import type { Problem } from '@/utils/problems/problem';
import type { PendingAction, Send } from './page-requests';
import type { CloudView, CurrentDashboard, LastConsoleView, ProjectView, ServerScope, ServersView } from './views';

/** What an extension page may do; built by its entrypoint, handed to its components, faked in their tests. */
export interface PageApi {
  send: Send;
  /** what the popup showed last, cut to its first rows, and how many servers there were; read without waiting, for the first frame */
  firstPaintCache(): { snapshot: Snapshot; total: number } | null;
  saveFirstPaint(snapshot: Snapshot): void;
  /** read from storage, without waking the background: what was known last */
  snapshot(): Promise<Snapshot>;
  cached(place: ServerScope): Promise<{ projects: ProjectView[]; servers: ServersView | null }>;
  /** asks for host permission; must be called inside a click, before any await. False: refused */
  requestAccess(origins: string[]): Promise<boolean>;
  /** the match pattern to ask for before the background can say it, such as `https://keystone.example.org/*`; null if it is no http(s) URL */
  originOf(url: string): string | null;
  /**
   * opens the settings page in a tab: at a cloud, with what the person comes for where that is known (`restrict`: what
   * takes the place of its password; `refused`: its credential is not accepted); at a new one, or at a new one that a
   * dashboard tells about
   */
  openSettings(
    target?: { cloudId: string; openWith?: 'replacePassword' | 'refused' } | { dashboard: string } | 'new',
  ): Promise<void>;
  /** whether a cloud's person has taken or dismissed the offer of an application credential; read without waiting */
  isOfferDismissed(cloudId: string): boolean;
  /** the person wants no more of it */
  dismissOffer(cloudId: string): void;
  /** the dashboard that the tab in front shows, or null; what the browser lets us see of it */
  currentDashboard(): Promise<CurrentDashboard | null>;
  /** what a person typed as a dashboard's address, made whole; null if it is no http(s) URL */
  dashboardAddress(url: string): string | null;
  /** for the footer and the key hints; a shortcut is null where the person gave the command no key */
  about(): Promise<{
    version: string;
    shortcuts: { popup: string | null; reopen: string | null; lock: string | null };
  }>;
  /** @param run called whenever the vault is locked or unlocked, here or elsewhere. @returns what ends that */
  onLockChange(run: () => void): () => void;
  /** @param run called whenever a console was asked for, anywhere, or the list was cleared. @returns what ends that */
  onActivity(run: () => void): () => void;
  /** closes the popup; does nothing where the page is a tab */
  close(): void;
}
/** An error of what was done without a page looking on. */
export interface Notice {
  problem: Problem;
  /** what that was, to try it again; null: of a private window, which asks again itself: it is written down nowhere */
  pendingAction: PendingAction | null;
  /** ms since the epoch */
  at: number;
}

/** Everything the popup can show before any request is made. */
export interface Snapshot {
  clouds: Pick<CloudView, 'profile'>[];
  lastPlace: ServerScope | null;
  projects: ProjectView[];
  servers: ServersView | null;
  lastConsole: LastConsoleView | null;
  /** an error of something that had no page to tell it, such as the keyboard command */
  notice: Notice | null;
}
