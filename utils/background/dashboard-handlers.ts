import { browser } from '@/utils/browser';
import type { DashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { cloudIdOf } from '@/utils/dashboards/page-clouds';
import type { Dashboard } from '@/utils/dashboards/store';
import { explain } from '@/utils/explain/explain';
import { isAsking } from '@/utils/explain/next-step';
import { i18n } from '@/utils/i18n';
import type { DashboardPage, ErrorText } from '@/utils/messaging/dashboard-requests';
import type { DashboardHandlers } from '@/utils/messaging/gate';
import type { Notice } from '@/utils/messaging/page-api';
import { settingsUrl } from '@/utils/pages/settings-route';
import type { Problem } from '@/utils/problems/problem';
import type { ProblemOf } from './error-reports';

interface Deps {
  consoles: DashboardConsoles;
  /** leaves a failure for the popup to ask about */
  notify: (notice: Omit<Notice, 'at'>) => Promise<void>;
  /** a page of a private window got what it wanted: what it left for the popup is done with */
  dismissPrivateNotice: () => Promise<void>;
  problemOf: ProblemOf;
}

/** What the content script in a dashboard is answered: words of the person's language, and nothing else. */
export function createDashboardHandlers({
  consoles,
  notify,
  dismissPrivateNotice,
  problemOf,
}: Deps): DashboardHandlers<Dashboard> {
  /** A stored cloud is to be set right where there is one; else there is one to be saved. */
  async function errorTextOf(
    problem: Problem,
    dashboard: Dashboard,
    page: DashboardPage,
    isPrivate: boolean,
  ): Promise<ErrorText> {
    const { sentence, nextStep, technical, action } = explain(problem);
    const ask = isPrivate ? 'dashboard.askPrivate' : 'dashboard.ask';
    if (isAsking(problem.code)) return { sentence, nextStep: i18n.t(ask), technical, action: null };
    const kind = RELOAD.has(problem.code) ? 'reload' : action === 'retry' || action === 'none' ? action : 'settings';
    if (kind === 'none') return { sentence, nextStep, technical, action: null };
    const isNobodys = action === 'edit-cloud' && (await cloudIdOf(dashboard, page)) === null;
    return {
      sentence,
      nextStep: isNobodys ? i18n.t('dashboard.saveCloud') : nextStep,
      technical,
      action: { kind, label: i18n.t(`action.${kind}`) },
    };
  }

  return {
    dashboardCheck: async () => null, // the gate has looked
    async dashboardObstacles({ page, serverIds }, dashboard, tab) {
      const obstacles = await consoles.obstacles(dashboard, page, serverIds, tab);
      const words = Object.entries(obstacles).map(([id, obstacle]) => {
        return [id, `${i18n.t(`obstacle.${obstacle}.sentence`)} ${i18n.t(`obstacle.${obstacle}.nextStep`)}`];
      });
      return Object.fromEntries(words);
    },
    dashboardPrepare: (_, dashboard, tab) => consoles.prepare(dashboard, tab).then(() => null),
    async dashboardOpen({ page, server, requestId }, dashboard, tab) {
      const isPrivate = tab.cookies === 'private';
      try {
        await consoles.open(dashboard, page, server, requestId, tab);
        if (isPrivate) await dismissPrivateNotice();
        return null;
      } catch (error) {
        const problem = problemOf('dashboardOpen', error);
        // A secret is never typed into a page: the popup asks for it, and goes on from here. What a private window
        // shows is not written down for that.
        const pendingAction = { kind: 'dashboard', root: dashboard.root, page, server, tab } as const;
        if (isAsking(problem.code)) await notify({ problem, pendingAction: isPrivate ? null : pendingAction });
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

/** Mended by loading the page anew: it leads to the login, or shows what the dashboard is now in. */
const RELOAD = new Set<Problem['code']>([
  ...(['DASHBOARD_SESSION_ENDED', 'DASHBOARD_OTHER_USER'] as const),
  ...(['DASHBOARD_SWITCHED', 'DASHBOARD_REGION_SWITCHED'] as const),
]);
