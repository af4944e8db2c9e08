import { createDashboardApi } from '@/utils/content/dashboard-client';
import { replacePreviousScript } from '@/utils/content/lifecycle';
import { contentWords } from '@/utils/content/words';
import type { DashboardAdapter } from '@/utils/dashboards/adapter';
import { attachDashboard } from './dashboard';
import { pageWords } from './words';

/** All that the content script of one kind of dashboard does, in pages of a dashboard that was enabled as one of this kind. */
export function runDashboard(adapter: DashboardAdapter): void {
  if (window !== window.top || !adapter.knows(document)) return;
  const run = () => runHere(adapter);
  // Of a page that the browser makes ready in case somebody goes there, nobody answers anything yet.
  if ((document as { prerendering?: boolean }).prerendering !== true) run();
  else document.addEventListener('prerenderingchange', run, { once: true });
}

function runHere(adapter: DashboardAdapter): void {
  const running = new AbortController();
  const words = contentWords();
  const api = createDashboardApi(words, running);
  const start = () => {
    if (running.signal.aborted) return;
    replacePreviousScript(document, running);
    attachDashboard({
      document,
      adapter,
      api,
      words: pageWords(words),
      signal: running.signal,
      reload: () => location.reload(),
      // Some releases of Chromium trust a click that a label hands on, whoever clicked the label.
      isByPerson: (event) => event.isTrusted && (import.meta.env.FIREFOX || navigator.userActivation.isActive),
    });
  };
  const begun = api.begun();
  if (begun === null) start();
  else void begun.then(start);
}
