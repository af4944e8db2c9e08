import type { Problem } from '@/utils/problems/problem';
import type { PendingAction, Send } from './page-requests';
import type { CloudView, CurrentDashboard, LastConsoleView, Place, ProjectView, ServersView } from './views';

/** The extension as components use it. */
export interface PageApi {
  send: Send;
  /** the first rows only; synchronous */
  firstPaintCache(): { snapshot: Snapshot; total: number } | null;
  saveFirstPaint(snapshot: Snapshot): void;
  /** does not start the background */
  snapshot(): Promise<{ ok: true; value: Snapshot } | { ok: false; problem: Problem }>;
  cached(place: Place): Promise<{ projects: ProjectView[]; servers: ServersView | null }>;
  /** in a click, before any await */
  requestAccess(origins: string[]): Promise<boolean>;
  /** match pattern; null: no http(s) URL */
  matchPatternOf(url: string): string | null;
  openSettings(
    target?: { cloudId: string; openWith?: 'replacePassword' | 'credentialRefused' } | { dashboard: string } | 'new',
  ): Promise<void>;
  /** to replace a password with an application credential */
  isOfferDismissed(cloudId: string): boolean;
  dismissOffer(cloudId: string): void;
  /** null: none in the active tab, or no access */
  currentDashboard(): Promise<CurrentDashboard | null>;
  /** null: no http(s) URL */
  normalizeDashboardUrl(url: string): string | null;
  /** null: no key is assigned */
  versionAndShortcuts(): Promise<{
    version: string;
    shortcuts: { popup: string | null; reopen: string | null; lock: string | null };
  }>;
  /** @returns unsubscribe */
  onLockChange(run: () => void): () => void;
  onActivity(run: () => void): () => void;
  /** the popup only */
  close(): void;
}
/** A problem that had no page to show it. */
export interface Notice {
  problem: Problem;
  /** null in private windows */
  pendingAction: PendingAction | null;
  /** ms since the epoch */
  at: number;
}

/** From storage, for the popup. Null: not stored. */
export interface Snapshot {
  clouds: Pick<CloudView, 'profile'>[];
  lastPlace: Place | null;
  projects: ProjectView[];
  servers: ServersView | null;
  lastConsole: LastConsoleView | null;
  notice: Notice | null;
}
