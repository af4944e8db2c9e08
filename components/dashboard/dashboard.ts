import { removeAll } from './mark';
import type { DashboardOptions } from './options';
import { inPieces } from './pieces';
import { createServers } from './servers';
import { watch } from './watch';

/** Puts a button beside each server of a dashboard's page, and keeps it there for as long as the page lives. */
export function attachDashboard(options: DashboardOptions): void {
  const { document, adapter, signal } = options;
  const window = document.defaultView;
  const watched = window && adapter.watched(document, window.location);
  if (window === null || watched === null || signal.aborted) return;
  // An older script that heard of this one has tidied up. Firefox ends those of an older version, which then have not.
  if (import.meta.env.FIREFOX) removeAll(document);
  const servers = createServers(watched, options);
  const work = inPieces(window, signal);
  const fill = () => {
    servers.leave(window.location.pathname);
    work(servers.fill(adapter.view(document, window.location)));
  };
  signal.addEventListener('abort', () => {
    removeAll(document);
    adapter.cleanup(document);
  });
  fill();
  // The page may have ended us meanwhile.
  if (!signal.aborted) watch(window, { element: watched, text: adapter.changesInPlace }, fill, signal);
}
