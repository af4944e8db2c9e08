import { removeAddedElements } from './added-elements';
import { createButtons } from './buttons';
import { createChunkRunner } from './chunks';
import type { DashboardOptions } from './options';
import { watch } from './watch';

/** Adds a button to each server, until `signal` aborts. */
export function attachDashboard(options: DashboardOptions): void {
  const { document, adapter, signal } = options;
  const window = document.defaultView;
  const watched = window && adapter.observedElement(document, window.location);
  if (window === null || watched === null || signal.aborted) return;
  // Firefox leaves elements in the page after an update of the extension.
  if (import.meta.env.FIREFOX) removeAddedElements(document);
  const buttons = createButtons(watched, options);
  const runChunks = createChunkRunner(window, signal);
  const update = () => {
    buttons.clearMessagesOfOtherPath(window.location.pathname);
    runChunks(buttons.updateInChunks(adapter.view(document, window.location)));
  };
  signal.addEventListener('abort', () => {
    removeAddedElements(document);
    adapter.cleanup(document);
  });
  update();
  if (!signal.aborted) watch(window, { element: watched, includesText: adapter.isSinglePageApp }, update, signal);
}
