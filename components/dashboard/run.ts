import { createDashboardApi } from '@/utils/page/create-dashboard-api';
import { takeOver } from '@/utils/page/take-over';
import type { Reader } from '@/utils/readers/reader';
import { attachDashboard } from './dashboard';
import { readWords } from './words';

/** All that the content script of one kind of dashboard does, in pages of a dashboard that was enabled as one of this kind. */
export function runDashboard(reader: Reader): void {
  if (window !== window.top || !reader.knows(document)) return;
  const running = takeOver(document);
  attachDashboard({
    document,
    reader,
    api: createDashboardApi(running),
    words: readWords(),
    signal: running.signal,
    reload: () => location.reload(),
    isByPerson: (event) => event.isTrusted,
  });
}
