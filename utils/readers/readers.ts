import { horizon } from './horizon';
import type { Reader } from './reader';

/** The dashboards that are known. */
const READERS: readonly Reader[] = [horizon];

/** @returns who can read this page; null for any other page. */
export function readerOf(document: Document): Reader | null {
  return READERS.find((reader) => reader.knows(document)) ?? null;
}
