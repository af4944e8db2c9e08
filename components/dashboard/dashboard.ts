import type { DashboardApi } from '@/utils/messaging/dashboard';
import type { Reader } from '@/utils/readers/reader';
import { removeAll } from './mark';
import { createServers } from './servers';
import { watch } from './watch';
import type { Words } from './words';

export interface DashboardOptions {
  document: Document;
  reader: Reader;
  api: DashboardApi;
  words: Words;
  /** takes all away again */
  signal: AbortSignal;
  reload(): void;
  /** whether a person did this: scripts of the page may not open consoles */
  isByPerson(event: Event): boolean;
}

/** Puts a button beside each server of a dashboard's page, and keeps it there for as long as the page lives. */
export function attachDashboard(options: DashboardOptions): void {
  const { document, reader, signal } = options;
  const url = () => new URL(document.URL);
  const watched = reader.watched(document, url());
  if (watched === null || signal.aborted) return;
  removeAll(document);
  const servers = createServers(watched, options);
  const fill = () => {
    const view = reader.view(document, url());
    if (view !== null) servers.fill(view);
  };
  fill();
  watch(watched, fill, signal);
  signal.addEventListener('abort', () => removeAll(document));
}
