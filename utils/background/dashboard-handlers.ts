import { browser } from '@/utils/browser';
import type { DashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { cloudIdOf } from '@/utils/dashboards/page-clouds';
import type { Dashboard } from '@/utils/dashboards/store';
import { explain } from '@/utils/explain/explain';
import { hasPrompt } from '@/utils/explain/next-step';
import { i18n } from '@/utils/i18n';
import type { DashboardPage, ErrorText } from '@/utils/messaging/dashboard-requests';
import type { DashboardHandlers } from '@/utils/messaging/gate';
import type { Notice } from '@/utils/messaging/page-api';
import { settingsUrl } from '@/utils/pages/settings-route';
import type { Problem } from '@/utils/problems/problem';
import type { ProblemOf } from './error-reports';

interface Deps {
  consoles: DashboardConsoles;
  notify: (notice: Omit<Notice, 'at'>) => Promise<void>;
  dismissPrivateNotice: () => Promise<void>;
  problemOf: ProblemOf;
}

/** Replies contain only text in the user's language. */
export function createDashboardHandlers({
  consoles,
  notify,
  dismissPrivateNotice,
  problemOf,
}: Deps): DashboardHandlers<Dashboard> {
  return {
    dashboardCheck: async () => null, // the gate has checked the dashboard
    async dashboardObstacles({ page, serverIds }, dashboard, tab) {
      const obstacles = await consoles.obstacles(dashboard, page, serverIds, tab);
      const words = Object.entries(obstacles).map(([id, obstacle]) => {
        return [id, `${i18n.t(`obstacle.${obstacle}.sentence`)} ${i18n.t(`obstacle.${obstacle}.nextStep`)}`];
      });
      return Object.fromEntries(words);
    },
    dashboardCacheSession: (_, dashboard, tab) => consoles.cacheSession(dashboard, tab).then(() => null),
    async dashboardOpen({ page, server, requestId }, dashboard, tab) {
      const isPrivate = tab.cookieJar === 'private';
      try {
        await consoles.open(dashboard, page, server, requestId, tab);
        if (isPrivate) await dismissPrivateNotice();
        return null;
      } catch (error) {
        const problem = problemOf('dashboardOpen', error);
        // Secrets are never typed into a page: the popup asks. Nothing is stored for a private window.
        const pendingAction = { kind: 'dashboard', root: dashboard.root, page, server, tab } as const;
        if (hasPrompt(problem.code)) await notify({ problem, pendingAction: isPrivate ? null : pendingAction });
        return errorTextOf(problem, dashboard, page, isPrivate);
      }
    },
    async dashboardOpenSettings({ page }, dashboard) {
      const cloudId = await cloudIdOf(dashboard, page);
      await browser.tabs.create({ url: settingsUrl(cloudId === null ? { dashboard: dashboard.root } : { cloudId }) });
      return null;
    },
  };
}

/** Without a stored cloud for the page, the next step is to save one. */
async function errorTextOf(
  problem: Problem,
  dashboard: Dashboard,
  page: DashboardPage,
  isPrivate: boolean,
): Promise<ErrorText> {
  const { sentence, nextStep, failedCall, action } = explain(problem);
  const ask = isPrivate ? 'dashboard.askPrivate' : 'dashboard.ask';
  if (hasPrompt(problem.code)) return { sentence, nextStep: i18n.t(ask), failedCall, action: null };
  const kind = RELOAD_CODES.has(problem.code)
    ? 'reload'
    : action === 'retry' || action === 'none'
      ? action
      : 'settings';
  if (kind === 'none') return { sentence, nextStep, failedCall, action: null };
  const hasNoCloud = action === 'edit-cloud' && (await cloudIdOf(dashboard, page)) === null;
  return {
    sentence,
    nextStep: hasNoCloud ? i18n.t('dashboard.saveCloud') : nextStep,
    failedCall,
    action: { kind, label: i18n.t(`action.${kind}`) },
  };
}

/** Reloading shows the login or the present project. */
const RELOAD_CODES = new Set<Problem['code']>([
  ...(['DASHBOARD_SESSION_ENDED', 'DASHBOARD_OTHER_USER'] as const),
  ...(['DASHBOARD_SWITCHED', 'DASHBOARD_REGION_SWITCHED'] as const),
]);
