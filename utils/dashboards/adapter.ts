import type { DashboardPage, DashboardServer } from '@/utils/messaging/dashboard-requests';

/** Where one server's button belongs on a page. */
export interface ButtonSlot {
  server: DashboardServer;
  /** holds the button, and no other server's */
  holder: Element;
  /** puts the button into the holder, where this dashboard has its own */
  put(button: HTMLElement): void;
  /**
   * What the place says of its server's status: an opaque text that is the same as long as the status is. It is of the
   * time when the place was read, unless its dashboard makes new elements for what changes.
   */
  state(): string;
}

/** What a page shows, as far as it matters here. */
export interface PageView {
  /** Reads what the page says of itself: not before it is needed, since it takes as long as many rows. */
  page(): DashboardPage;
  /** Read one by one as they are taken, so that a long list need not be read at once; to be taken once. */
  slots: Iterable<ButtonSlot>;
  /** how the buttons have to look there */
  variant: 'button' | 'icon';
}

/** The things that are added to a page and have to look like its own; an icon is a button whose text is not seen. */
export type Part = 'button' | 'icon' | 'message' | 'close' | 'action' | 'technical';

/** Where a page is: its `location`, or a URL. */
export type Address = Pick<URL, 'pathname'>;

/**
 * One kind of dashboard. All of it is pure: it reads a document and its URL, by structure and never by text, and
 * keeps nothing. Another dashboard's pages are one more file that reads them, an entrypoint that runs
 * it and a line in `recognise.ts`; what the background does with such a dashboard stands in `utils/dashboards/kinds.ts`.
 */
export interface DashboardAdapter {
  /** @returns whether this is a page of such a dashboard, or one that its scripts have yet to fill. */
  knows(document: Document): boolean;
  /**
   * @returns the nearest element that outlives all changes of the page, and of its address where that changes without
   * a new page; null where there will never be places.
   */
  watched(document: Document, address: Address): Element | null;
  /** @returns what to add buttons to at this address now; null where there is nothing to do, as on a login page. */
  view(document: Document, address: Address): PageView | null;
  /** whether the page changes elements in place, where others make new ones */
  changesInPlace: boolean;
  /** @returns where the dashboard shows its own messages, newest first. */
  messages(document: Document): Element;
  /** Makes an element look like the dashboard's own, and keeps the page's scripts from reading it as a template. */
  style(element: HTMLElement, part: Part): void;
  /** Takes back what `put` changed of the dashboard's own elements, once the buttons are gone. */
  cleanup(document: Document): void;
}

/** @returns where the dashboard lives, with a slash at the end; null where the page is not one of it, or does not say. */
export type RootOf = (document: Document, url: URL) => string | null;
