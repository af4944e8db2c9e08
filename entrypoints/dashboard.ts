import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { attachDashboard } from '@/components/dashboard/dashboard';
import { readWords } from '@/components/dashboard/words';
import { createDashboardApi } from '@/utils/page/create-dashboard-api';
import { takeOver } from '@/utils/page/take-over';
import { readerOf } from '@/utils/readers/readers';

/**
 * The content script: the background registers it for enabled dashboards only. A plain script, since WXT's content
 * scripts bring a context with timers and messages of its own; what that does is done by `takeOver` and the API.
 */
export default defineUnlistedScript(() => {
  if (window !== window.top) return;
  const reader = readerOf(document);
  if (reader === null) return;
  attachDashboard({
    document,
    reader,
    api: createDashboardApi(),
    words: readWords(),
    signal: takeOver(document),
    reload: () => location.reload(),
    isByPerson: (event) => event.isTrusted,
  });
});
