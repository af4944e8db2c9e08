import type { DashboardPage, DashboardServer } from '@/utils/messaging/dashboard-requests';

/** The place of one server's button. */
export interface ButtonSlot {
  server: DashboardServer;
  buttonParent: Element;
  insert(button: HTMLElement): void;
  /** a text that changes with the server's status */
  state(): string;
}

/** A page that shows servers. */
export interface PageView {
  /** what the page shows of its login; slow with many rows */
  page(): DashboardPage;
  /** read while iterated; once only */
  slots: Iterable<ButtonSlot>;
  /** `icon`: text for screen readers only */
  variant: 'button' | 'icon';
}

/** What an element is that the extension adds. */
export type AddedElementKind = 'button' | 'icon' | 'message' | 'close' | 'action' | 'failed-call';

/** Query and fragment do not matter. */
export type Address = Pick<URL, 'pathname'>;

/** For one kind of dashboard. Pure; goes by structure, never by text. */
export interface DashboardAdapter {
  /** also a page that its scripts have yet to fill */
  matches(document: Document): boolean;
  /** @returns the nearest element that outlives all changes; null: no slots to come */
  observedElement(document: Document, address: Address): Element | null;
  /** @returns null: nothing to do, as on a login page */
  view(document: Document, address: Address): PageView | null;
  /** changes its URL without loading a page */
  isSinglePageApp: boolean;
  /** Messages are added to it, newest first. */
  messagesParent(document: Document): Element;
  /** The page's scripts must not read the element as a template. */
  style(element: HTMLElement, kind: AddedElementKind): void;
  /** Reverts what `insert` changed. */
  cleanup(document: Document): void;
}

/** @returns the root, with a slash at the end; null: not of it, or unknown */
export type RootOf = (document: Document, url: URL) => string | null;
