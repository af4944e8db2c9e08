import type { DashboardPage, DashboardServer } from '@/utils/messaging/dashboard';

/** Where one server's button belongs on a page. */
export interface Place {
  server: DashboardServer;
  /** holds the button, and no other server's */
  holder: Element;
  /** puts the button into the holder, where this dashboard has its own */
  put(button: HTMLElement): void;
  /** what the place says of its server's status: an opaque text that is the same as long as the status is */
  state(): string;
}

/** What a page shows, as far as it matters here. */
export interface View {
  page: DashboardPage;
  places: Place[];
}

/** The things that are added to a page and have to look like its own. */
export type Part = 'button' | 'message' | 'close' | 'action' | 'technical';

/**
 * One kind of dashboard. All of it is pure: it reads a document and its URL, by structure and never by text, and
 * keeps nothing. Another dashboard is one more file, and a line each in `readers.ts` and `recognise.ts`.
 */
export interface Reader {
  /** @returns whether this is a page of such a dashboard: any page, the login page too. */
  knows(document: Document): boolean;
  /** @returns the nearest element that outlives all changes to the places on it; null where there will be none. */
  watched(document: Document, url: URL): Element | null;
  /** @returns what to add buttons to on a page that it knows; null where there is nothing to do, as on a login page. */
  view(document: Document, url: URL): View | null;
  /** @returns where the dashboard shows its own messages, newest first. */
  messages(document: Document): Element;
  /** Makes an element look like the dashboard's own, and keeps the page's scripts from reading it as a template. */
  dress(element: Element, part: Part): void;
}

/** @returns where the dashboard lives, with a slash at the end; null where the page is not one of it, or does not say. */
export type RootOf = (document: Document, url: URL) => string | null;
