import {
  fakeClouds,
  fakeHosts,
  fakeIssued,
  fakeProfile,
  fakeProjects,
  fakeView,
} from '@/tests/unit/components/fake-data';
import { failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import type { ActivityView, CurrentDashboard, DashboardsView, TokenView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';
import type { Scene } from './scenes';

/** What sign-in, dashboards and issued application credentials look like. */

const ROOT = 'https://horizon.north.example.org/horizon/';
const NOON = new Date('2026-03-02T12:00:00').getTime();

const issued: IssuedAppCredential = {
  name: 'noVNC for OpenStack 6f1f5a3b',
  userId: 'u-demo',
  userName: 'demo',
  projectId: 'p-demo',
  projectName: 'demo',
  limited: true,
  before: { user: { name: 'demo', domain: { name: 'Default' } } },
  expiresAt: new Date('2099-03-02').getTime(),
};
const withIssued = fakeClouds.map((view, index) =>
  index === 0
    ? {
        ...view,
        profile: fakeProfile({ signIn: { method: 'application_credential', id: '6f1f5a3b9d0c', issued } }),
        issued: fakeIssued,
      }
    : view,
);

/** A cloud that uses the user's session in its dashboard. */
const dashboardSession = fakeClouds.map((view, index) =>
  index === 0
    ? {
        ...view,
        profile: fakeProfile({ dashboardUrl: ROOT, signIn: { method: 'horizon_session' }, remember: 'device' }),
      }
    : view,
);

const tokens: TokenView[] = [
  { project: { id: 'p-demo', name: 'demo' }, expiresAt: NOON, methods: ['password', 'totp'], isIssuedHere: true },
  { project: { id: 'p-ops', name: 'ops' }, expiresAt: NOON + 1_800_000, methods: ['password'], isIssuedHere: true },
  { project: null, expiresAt: NOON, methods: ['password'], isIssuedHere: true },
];
const dashboards: DashboardsView = {
  enabled: [
    { root: ROOT, kind: 'horizon', origin: 'https://horizon.north.example.org/*', granted: true, missingAccess: [] },
    {
      root: 'https://skyline.south.example.org/',
      kind: 'skyline',
      origin: 'https://skyline.south.example.org/*',
      granted: false,
      missingAccess: [],
    },
  ],
  offered: [
    {
      url: 'https://cloud.frankfurt.example.org/dashboard/',
      origin: 'https://cloud.frankfurt.example.org/*',
      cloudName: 'Frankfurt',
      working: false,
      problem: null,
    },
  ],
};
const activity: ActivityView[] = [
  { at: NOON, via: 'cloud', where: 'North', serverName: 'web-01', outcome: 'opened' },
  { at: NOON - 60_000, via: 'dashboard', where: 'horizon.north.example.org', serverName: 'bastion', outcome: 'opened' },
  { at: NOON - 90_000, via: 'redirect', where: 'horizon.south.example.org', serverName: null, outcome: 'opened' },
  { at: NOON - 99_000, via: 'cloud', where: 'Frankfurt', serverName: 'gpu-batch', outcome: 'SERVER_HAS_NO_CONSOLE' },
];

function settings(scene: Partial<Scene>, clouds = fakeClouds, problem?: Problem): Scene {
  const report = { userName: 'demo', projects: fakeProjects, regions: ['RegionOne'], hosts: fakeHosts };
  const api = fakePageApi({
    listClouds: () => ok(clouds),
    saveCloud: ({ profile }) => (problem ? failed(problem.code, problem.facts) : ok({ profile, report })),
    listTokens: () => ok(tokens),
    listDashboards: () => ok(dashboards),
    listActivity: () => ok(activity),
  });
  api.cached = async () => ({ projects: fakeProjects, servers: null });
  return { page: 'settings', api, ...scene };
}

function popup(problem: Problem | null, here: CurrentDashboard | null = null): Scene {
  const lastPlace = { cloudId: 'cloud-north', projectId: 'p-demo', region: 'RegionOne' };
  const api = fakePageApi(
    {
      listProjects: () => ok(fakeProjects),
      signInWithPasscode: () => failed('PASSCODE_WRONG', { cloudId: 'cloud-north' }),
      listServers: () => (problem === null ? ok(fakeView()) : failed(problem.code, problem.facts)),
    },
    {
      state: { clouds: fakeClouds, lastPlace, projects: fakeProjects, servers: problem === null ? fakeView() : null },
      currentDashboard: async () => here,
    },
  );
  return { page: 'popup', api };
}

const here = {
  root: ROOT,
  kind: 'horizon' as const,
  enabled: false,
  isCloudSaved: false,
  hasNormalCookies: true,
  missingAccess: [],
};
const missingAccess = ['https://nova.north.example.org/*'];
const SAVE = { click: 'button[type=submit]' };

export const waysInScenes: Record<string, Scene> = {
  'popup-passcode': popup({ code: 'PASSCODE_NEEDED', facts: { cloudId: 'cloud-north' } }),
  'popup-passcode-wrong': {
    ...popup({ code: 'PASSCODE_NEEDED', facts: { cloudId: 'cloud-north' } }),
    steps: [{ type: '123456', into: '#prompt-field' }, { click: '.secret-prompt .button' }],
  },
  'popup-new-password': popup({ code: 'NEW_PASSWORD_NEEDED', facts: { cloudId: 'cloud-north', userId: 'u-demo' } }),
  'popup-dashboard': popup(null, here),
  'popup-dashboard-allow': popup(null, { ...here, enabled: true, missingAccess }),
  'popup-dashboard-save': popup(null, { ...here, enabled: true }),
  'settings-passcode': settings({ hash: '#cloud=cloud-north', steps: [SAVE] }, fakeClouds, {
    code: 'PASSCODE_NEEDED',
    facts: { cloudId: 'cloud-north' },
  }),
  'settings-new-password': settings({ hash: '#cloud=cloud-north', steps: [SAVE] }, fakeClouds, {
    code: 'PASSWORD_EXPIRED',
    facts: { cloudId: 'cloud-north', userId: 'u-demo' },
  }),
  'settings-tokens': settings({ hash: '#cloud=cloud-north' }),
  'settings-lost': settings(
    { hash: '#cloud=cloud-north' },
    withIssued.map((view) => ({ ...view, hasCredential: false })),
  ),
  'settings-dashboard-session': settings({ hash: '#cloud=cloud-north' }, dashboardSession),
  'settings-issued': settings({ hash: '#cloud=cloud-north' }, withIssued),
  'settings-issued-remove': settings({ hash: '#cloud=cloud-north', steps: [{ click: '.danger' }] }, withIssued),
  'settings-dashboards': settings({ hash: '#dashboards' }, []),
};
