import { defineContentScript } from 'wxt/utils/define-content-script';
import { attachDashboard } from '@/components/dashboard/dashboard';
import { readWords } from '@/components/dashboard/words';
import { createDashboardApi } from '@/utils/page/create-dashboard-api';
import { readerOf } from '@/utils/readers/readers';

/** Registered by the background on enabled dashboards only. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main({ signal }) {
    if (window !== window.top) return;
    const reader = readerOf(document);
    if (reader === null) return;
    attachDashboard({
      document,
      reader,
      api: createDashboardApi(),
      words: readWords(),
      signal,
      reload: () => location.reload(),
      isByPerson: (event) => event.isTrusted,
    });
  },
});
