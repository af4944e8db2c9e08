import { horizon } from './horizon';
import type { Reader } from './reader';
import { skyline } from './skyline';

/** The dashboards that are known, the ones that are told by more first. */
const READERS: readonly Reader[] = [horizon, skyline];

/** @returns who can read this page; null for any other page. */
export function readerOf(document: Document): Reader | null {
  return READERS.find((reader) => reader.knows(document)) ?? null;
}
