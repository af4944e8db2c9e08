import { browser } from '@/utils/browser';
import { i18n } from '@/utils/i18n';
import { send } from '@/utils/messaging/client';
import type { DashboardApi, Trouble } from '@/utils/messaging/dashboard';

/** The real {@link DashboardApi}, for content scripts. Its words are read now: later there may be nobody to ask. */
export function createDashboardApi(): DashboardApi {
  const gone: Trouble = {
    sentence: i18n.t('dashboard.gone.sentence'),
    nextStep: i18n.t('dashboard.gone.nextStep'),
    technical: null,
    action: { kind: 'reload', label: i18n.t('dashboard.gone.reload') },
  };
  const silent: Trouble = {
    sentence: i18n.t('problem.WORKER_GONE.sentence'),
    nextStep: i18n.t('problem.WORKER_GONE.nextStep'),
    technical: null,
    action: { kind: 'retry', label: i18n.t('action.retry') },
  };
  return {
    async obstacles(page, serverIds) {
      const answer = await send('dashboardObstacles', { page, serverIds });
      return answer.ok ? answer.value : {};
    },
    prepare(page) {
      void send('dashboardPrepare', { page });
    },
    async open(page, server) {
      const answer = await send('dashboardOpen', { page, server, requestId: randomId() });
      if (answer.ok) return answer.value;
      return isOrphaned() ? gone : silent;
    },
  };
}

/** After an update or removal of the extension the page keeps its script, cut off from everything. */
function isOrphaned(): boolean {
  return browser.runtime?.id === undefined;
}

/** 128 random bits in hexadecimal; `crypto.randomUUID` is missing on pages of plain http. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
