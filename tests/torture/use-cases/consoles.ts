import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { clouds, preparing, SECRETS, store, subject } from '@/tests/torture/support/clouds';
import type { UseCase } from '@/tests/torture/support/model';
import { network } from '@/tests/torture/support/network';
import type { Worker } from '@/tests/unit/support/worker';
import { NORMAL_TAB } from '@/utils/dashboards/open-request';
import { i18n } from '@/utils/i18n';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { storedIn, warmIn } from './prepare';

const REQUEST_ID = '0b0e9a4e-7f0e-4a53-9a0d-2f6b4d0d0f11';

const target = () => {
  const { id: serverId, name: serverName } = clouds.north.server('web-01');
  const projectId = clouds.north.project('demo').id;
  return { cloudId: 'cloud-1', projectId, region: 'RegionOne', serverId, serverName, checkStatus: false };
};
const open = ({ routes }: Worker) => routes.pages.openConsole({ ...target(), requestId: REQUEST_ID });

const page = (): DashboardPage => ({
  ...({ panel: 'project', userName: 'demo', projectName: 'demo', domainName: null, regionName: null } as const),
});
const dashboard = () => ({ root: clouds.north.horizonUrl, kind: 'horizon' }) as const;

/** Logs in to the dashboard, and enables it. */
async function enabled(): Promise<void> {
  network.cookie = clouds.north.dashboard.logIn('demo').cookie;
  await preparing().routes.pages.enableDashboard({ url: dashboard().root, dashboardKind: 'horizon' });
}

/** A click in the dashboard's page; where it fails, the code is not told to the page. */
async function click({ routes }: Worker): Promise<unknown> {
  const { id, name } = clouds.north.server('web-01');
  const request = { page: page(), server: { id, name, checkStatus: false }, requestId: REQUEST_ID };
  const text = await routes.dashboards.dashboardOpen(request, dashboard(), NORMAL_TAB);
  if (text?.sentence === i18n.t('problem.INTERNAL.sentence')) throw new Error('an unexpected error in the page');
  return text;
}

/** Opening consoles and lists, from the popup and from a dashboard. */
export const CONSOLES: readonly UseCase[] = [
  { name: 'open a console, warm', prepare: warmIn('device'), run: open },
  { name: 'open a console, cold', prepare: storedIn('device'), run: open },
  {
    name: 'open a console, locked',
    ...{ vault: 'locked', prepare: warmIn('passphrase'), run: open, expected: 'VAULT_LOCKED' },
  },
  {
    name: 'open a console with a wrong password',
    prepare: async () => {
      await storedIn('device')();
      clouds.north.user('demo').password = SECRETS.next.password;
    },
    ...{ run: open, expected: 'INVALID_CREDENTIALS' },
  },
  {
    name: 'reopen the last console',
    prepare: async () => {
      await storedIn('device')();
      await open(preparing());
    },
    run: ({ routes }) => routes.pages.reopenLastConsole({ requestId: '1b0e9a4e-7f0e-4a53-9a0d-2f6b4d0d0f11' }),
  },
  {
    name: 'list servers',
    prepare: storedIn('session'),
    run: ({ routes }) => routes.pages.listServers({ cloudId: 'cloud-1', projectId: null, region: null }),
  },
  {
    name: 'list projects',
    prepare: warmIn('session'),
    run: ({ routes }) => routes.pages.listProjects({ cloudId: 'cloud-1' }),
  },
  {
    name: 'start with a click that waits',
    prepare: async () => {
      await storedIn('device')();
      vi.spyOn(fakeBrowser.action, 'openPopup').mockResolvedValue(undefined);
      const pendingAction = { kind: 'open', ...target() } as const;
      await preparing().routes.pages.queueUntilGranted({ pendingAction, origins: ['http://127.0.0.1/*'] });
    },
    run: ({ routes }) => routes.pages.resumePending({}),
  },
  {
    name: 'enable a dashboard',
    prepare: async () => {
      network.cookie = clouds.north.dashboard.logIn('demo').cookie;
    },
    run: ({ routes }) => routes.pages.enableDashboard({ url: dashboard().root, dashboardKind: null }),
  },
  {
    name: 'disable a dashboard',
    prepare: enabled,
    run: ({ routes }) => routes.pages.disableDashboard({ root: dashboard().root }),
  },
  { name: 'click in a dashboard, with its session', prepare: enabled, run: click },
  {
    name: 'click in a dashboard, with a stored cloud',
    prepare: async () => {
      await enabled();
      await store(subject({ remember: 'device', dashboardUrl: dashboard().root }), SECRETS.north);
    },
    run: click,
  },
  {
    name: 'look at a dashboard without a click',
    prepare: async () => {
      await enabled();
      await store(subject({ remember: 'device', dashboardUrl: dashboard().root }), SECRETS.north);
    },
    run: ({ routes }) => {
      const serverIds = ['web-01', 'web-02', 'db-primary'].map((name) => clouds.north.server(name).id);
      return routes.dashboards.dashboardObstacles({ page: page(), serverIds }, dashboard(), NORMAL_TAB);
    },
  },
];
