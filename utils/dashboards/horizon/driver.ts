import type { DashboardDriver } from '@/utils/dashboards/driver';
import { AJAX_HEADERS, dashboardFetch } from '@/utils/dashboards/http';
import { readApiAccess } from './api-access';
import { horizonRedirect, redirectEnd } from './redirect';
import { rootInHtml } from './root';
import { readHorizonServer } from './servers';
import { readHorizonSession, readUserSession, userSessionUrl } from './session';

const driver: DashboardDriver = {
  rootOf: async (_, { url, isOk, html }) => (isOk ? rootInHtml(html, url) : null),
  loginPage: 'auth/login/',
  // This URL answers 401 without a login (openstack_dashboard/api/rest/utils.py).
  async usesSingleSignOn(client, root) {
    const answer = await dashboardFetch(client, userSessionUrl(root), AJAX_HEADERS, 'omit').catch(() => null);
    const isJson = /\bjson\b/.test(answer?.headers.get('Content-Type') ?? '');
    return answer !== null && isJson && (answer.ok || answer.status === 401);
  },
  session: { read: readHorizonSession, user: readUserSession },
  redirect: { url: horizonRedirect, end: redirectEnd },
  showServer: readHorizonServer,
  apiAccess: readApiAccess,
};

export default driver;
