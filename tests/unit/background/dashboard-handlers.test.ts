import '@/tests/unit/setup/i18n';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { demoProfile } from '@/tests/unit/support/profile';
import { createDashboardHandlers } from '@/utils/background/dashboard-handlers';
import type { DashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { AppError, toProblem } from '@/utils/problems/app-error';
import type { Problem } from '@/utils/problems/problem';
import { putClouds } from '@/utils/storage/clouds';

const ROOT = 'https://horizon.example.org/horizon/';
const dashboard = { root: ROOT, kind: 'horizon' } as const;
const page = { panel: 'project', userName: null, projectName: 'demo', domainName: null, regionName: null } as const;
const server = { id: '0b0a3b9c-5d7e-4f11-8a22-3344556677aa', name: 'web-01', checkStatus: false };
const tab = { windowId: 3, cookieJar: 'normal' } as const;
const notify = vi.fn(async () => undefined);
const dismissPrivateNotice = vi.fn(async () => undefined);

function handlers(code?: Problem['code']) {
  const open = async () => {
    throw new AppError(code as AppError['code']);
  };
  const consoles = { open, obstacles: async () => ({ [server.id]: 'shutoff' }) } as unknown as DashboardConsoles;
  const problemOf = (_: string, error: unknown) => toProblem(error);
  return createDashboardHandlers({ consoles, notify, dismissPrivateNotice, problemOf });
}
const errorText = (code: Problem['code']) =>
  handlers(code).dashboardOpen({ page, server, requestId: 'request-1' }, dashboard, tab);
const newest = async () => (await fakeBrowser.tabs.query({})).at(-1)?.url;

beforeEach(() => void notify.mockClear());

describe('a failure in the page', () => {
  it.each([
    ['DASHBOARD_SESSION_ENDED', 'reload'],
    ['DASHBOARD_OTHER_USER', 'reload'],
    ['DASHBOARD_SWITCHED', 'reload'],
    ['DASHBOARD_REGION_SWITCHED', 'reload'],
    ['NETWORK', 'retry'],
    ['DASHBOARD_NEEDS_CLOUD', 'settings'],
    ['HOST_PERMISSION_MISSING', 'settings'],
    ['REGION_UNKNOWN', 'settings'],
  ] as const)('%s has a button that does it: %s', async (code, kind) => {
    expect(await errorText(code)).toMatchObject({ action: { kind, label: expect.stringMatching(/./) } });
  });

  it('says what can be done: no cloud can be edited where none is stored', async () => {
    expect((await errorText('REGION_UNKNOWN'))?.nextStep).toContain("Save this dashboard's cloud");
    await putClouds([demoProfile('https://keystone.example.org/v3', { dashboardUrl: ROOT })]);
    expect((await errorText('REGION_UNKNOWN'))?.nextStep).not.toContain("Save this dashboard's cloud");
  });

  it('that a secret would solve is shown in the popup', async () => {
    expect(await errorText('VAULT_LOCKED')).toMatchObject({ action: null });
    expect(notify).toHaveBeenCalledWith(
      expect.objectContaining({ pendingAction: { kind: 'dashboard', root: ROOT, page, server, tab } }),
    );
  });
});

it('of a private window leaves the popup the prompt only; the user clicks in the page again', async () => {
  const request = { page, server, requestId: 'request-1' };
  const shown = await handlers('VAULT_LOCKED').dashboardOpen(request, dashboard, { windowId: 3, cookieJar: 'private' });
  expect(notify).toHaveBeenCalledWith({ problem: { code: 'VAULT_LOCKED', facts: {} }, pendingAction: null });
  expect(shown).toMatchObject({ nextStep: expect.stringContaining('from here again'), action: null });
});

describe('the settings, asked for by a page', () => {
  it("open at the dashboard's cloud, else at a new one with what the dashboard offers; nowhere else", async () => {
    await handlers().dashboardOpenSettings({ page }, dashboard, tab);
    const settingsUrl = fakeBrowser.runtime.getURL('/options.html' as never);
    expect(await newest()).toBe(`${settingsUrl}#from=${encodeURIComponent(ROOT)}`);
    await putClouds([demoProfile('https://keystone.example.org/v3', { dashboardUrl: `${ROOT}project/` })]);
    await handlers().dashboardOpenSettings({ page }, dashboard, tab);
    expect(await newest()).toBe(`${settingsUrl}#cloud=cloud-1`);
  });
});

it('says in words why servers can have no console', async () => {
  const words = await handlers().dashboardObstacles({ page, serverIds: [server.id] }, dashboard, tab);
  expect(words).toEqual({ [server.id]: expect.stringContaining('shut off') });
});
