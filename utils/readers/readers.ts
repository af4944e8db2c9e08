import { horizon } from './horizon';
import type { Reader } from './reader';

/** The dashboards that are known. */
const READERS: readonly Reader[] = [horizon];

/** @returns who can read this page; null for any other page. */
export function readerOf(document: Document, url: URL): Reader | null {
  return READERS.find((reader) => reader.root(document, url) !== null) ?? null;
}

/**
 * Which dashboard is this? Works on all its pages, the login page too.
 *
 * @returns its root with a slash at the end, such as `https://cloud.example.org/horizon/`; null if it is none
 */
export function recognise(document: Document, url: URL): string | null {
  return readerOf(document, url)?.root(document, url) ?? null;
}
