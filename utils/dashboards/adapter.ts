import type { DashboardPage, DashboardServer } from '@/utils/messaging/dashboard-requests';

/** Where one server's button belongs. */
export interface ButtonSlot {
  server: DashboardServer;
  /** contains this button and no other */
  holder: Element;
  /** puts the button where this dashboard has its own */
  insert(button: HTMLElement): void;
  /**
   * an opaque text that is the same as long as the server's status is; of the time when the slot was read, unless the
   * dashboard replaces the elements that change
   */
  state(): string;
}

export interface PageView {
  /** takes as long as many rows: only called when needed */
  page(): DashboardPage;
  /** read as they are iterated over; once only */
  slots: Iterable<ButtonSlot>;
  /** `icon`: its text is for screen readers only */
  variant: 'button' | 'icon';
}

/** What has to look like the dashboard's own. */
export type Part = 'button' | 'icon' | 'message' | 'close' | 'action' | 'technical';

/** `location`, or a URL */
export type Address = Pick<URL, 'pathname'>;

/**
 * Reads the pages of one kind of dashboard: its `page.ts`. Pure; goes by the structure of a document, never by its text.
 */
export interface DashboardAdapter {
  /** whether this is a page of such a dashboard, or one that its scripts have yet to fill */
  matches(document: Document): boolean;
  /** @returns the nearest element that outlives all changes of the page; null where there will never be slots. */
  watched(document: Document, address: Address): Element | null;
  /** @returns null where there is nothing to do, as on a login page. */
  view(document: Document, address: Address): PageView | null;
  /** whether the page changes elements where others replace them */
  changesInPlace: boolean;
  /** where the dashboard shows its own messages, newest first */
  messages(document: Document): Element;
  /** Makes an element look like the dashboard's own; the page's scripts must not read it as a template. */
  style(element: HTMLElement, part: Part): void;
  /** Reverts what `insert` changed of the dashboard's elements. */
  cleanup(document: Document): void;
}

/** @returns where the dashboard lives, with a slash at the end; null where the page is not of it, or does not say. */
export type RootOf = (document: Document, url: URL) => string | null;
