import type { DashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import type { Dashboard } from '@/utils/dashboards/store';
import { isAsking } from '@/utils/explain/actions';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { Trouble } from '@/utils/messaging/dashboard';
import type { DashboardHandlers } from '@/utils/messaging/gate';
import type { Notice, Problem } from '@/utils/messaging/views';
import { toProblem } from '@/utils/problems';

/** What the content script in a dashboard is answered: words of the person's language, and nothing else. */
export function createDashboardHandlers(
  consoles: DashboardConsoles,
  tell: (notice: Omit<Notice, 'at'>) => Promise<void>,
): DashboardHandlers<Dashboard> {
  return {
    async dashboardObstacles({ page, serverIds }, dashboard) {
      const obstacles = await consoles.obstacles(dashboard, page, serverIds);
      const words = Object.entries(obstacles).map(([id, obstacle]) => [id, i18n.t(`obstacle.${obstacle}.sentence`)]);
      return Object.fromEntries(words);
    },
    dashboardPrepare: (_, dashboard) => consoles.prepare(dashboard).then(() => null),
    async dashboardOpen({ page, server, requestId }, dashboard) {
      try {
        await consoles.open(dashboard, page, server, requestId);
        return null;
      } catch (error) {
        const problem = toProblem(error);
        // A secret is never typed into a page: the popup asks for it, and goes on from here.
        if (isAsking(problem.code))
          await tell({ problem, wanted: { kind: 'dashboard', root: dashboard.root, page, server } });
        return troubleOf(problem);
      }
    },
  };
}

/** Mended by loading the page anew: it leads to the login, or shows what the dashboard is now in. */
const RELOAD = new Set<Problem['code']>(['DASHBOARD_SESSION_ENDED', 'DASHBOARD_SWITCHED', 'DASHBOARD_OTHER_USER']);

function troubleOf(problem: Problem): Trouble {
  const { sentence, nextStep, technical, action } = explain(problem);
  const reload = RELOAD.has(problem.code);
  const step = isAsking(problem.code) ? i18n.t('dashboard.ask') : nextStep;
  const kind = reload ? 'reload' : action === 'retry' ? 'retry' : null;
  const label = i18n.t(reload ? 'action.reload' : 'action.retry');
  return { sentence, nextStep: step, technical, action: kind === null ? null : { kind, label } };
}
