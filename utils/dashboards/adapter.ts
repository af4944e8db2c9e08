import type { DashboardPage, DashboardServer } from '@/utils/messaging/dashboard-requests';

/** Where one server's button belongs on a page. */
export interface ButtonSlot {
  server: DashboardServer;
  /** contains the button, and no other server's */
  holder: Element;
  /** puts the button into the holder, where this dashboard has its own */
  insert(button: HTMLElement): void;
  /**
   * What the page says of the server's status: an opaque text that is the same as long as the status is. It is of the
   * time when the slot was read, unless the dashboard replaces the elements that change.
   */
  state(): string;
}

/** What a page shows, as far as it matters here. */
export interface PageView {
  /** Reads what the page says of itself: not before it is needed, since it takes as long as many rows. */
  page(): DashboardPage;
  /** read one by one as they are iterated over, so that a long list need not be read at once; once only */
  slots: Iterable<ButtonSlot>;
  /** `icon`: a button whose text is for screen readers only */
  variant: 'button' | 'icon';
}

/** What is added to a page and has to look like its own. */
export type Part = 'button' | 'icon' | 'message' | 'close' | 'action' | 'technical';

/** Where a page is: its `location`, or a URL. */
export type Address = Pick<URL, 'pathname'>;

/**
 * Reads the pages of one kind of dashboard: its `page.ts`. It is pure, stores nothing, and goes by the structure of a
 * document, never by its text.
 */
export interface DashboardAdapter {
  /** @returns whether this is a page of such a dashboard, or one that its scripts have yet to fill. */
  matches(document: Document): boolean;
  /**
   * @returns the nearest element that outlives all changes of the page, and of its address where that changes without
   * a new page; null where there will never be slots.
   */
  watched(document: Document, address: Address): Element | null;
  /** @returns what to add buttons to at this address now; null where there is nothing to do, as on a login page. */
  view(document: Document, address: Address): PageView | null;
  /** whether the page changes elements in place, where others replace them */
  changesInPlace: boolean;
  /** @returns where the dashboard shows its own messages, newest first. */
  messages(document: Document): Element;
  /** Makes an element look like the dashboard's own, and keeps the page's scripts from reading it as a template. */
  style(element: HTMLElement, part: Part): void;
  /** Reverts what `insert` changed of the dashboard's own elements, once the buttons are removed. */
  cleanup(document: Document): void;
}

/** @returns where the dashboard lives, with a slash at the end; null where the page is not one of it, or does not say. */
export type RootOf = (document: Document, url: URL) => string | null;
