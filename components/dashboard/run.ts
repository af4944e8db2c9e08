import { createDashboardApi } from '@/utils/content/dashboard-client';
import { replacePreviousScript } from '@/utils/content/lifecycle';
import { contentWords } from '@/utils/content/words';
import type { DashboardAdapter } from '@/utils/dashboards/adapter';
import { buttonTexts } from './button-texts';
import { attachDashboard } from './dashboard';

/** Starts the buttons in a top frame that `adapter` matches. */
export function runDashboard(adapter: DashboardAdapter): void {
  if (window !== window.top || !adapter.matches(document)) return;
  const run = () => runInPage(adapter);
  // prerendered pages get no answers
  if ((document as { prerendering?: boolean }).prerendering !== true) run();
  else document.addEventListener('prerenderingchange', run, { once: true });
}

function runInPage(adapter: DashboardAdapter): void {
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
      texts: buttonTexts(words),
      signal: running.signal,
      reload: () => location.reload(),
      // Some Chromium releases trust scripted clicks on labels.
      isByUser: (event) => event.isTrusted && (import.meta.env.FIREFOX || navigator.userActivation.isActive),
    });
  };
  const checking = api.checkPlace();
  if (checking === null) start();
  else void checking.then(start);
}
