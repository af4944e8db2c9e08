// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { afterEach, describe, expect, it } from 'vitest';
import { SettingsPage } from '@/components/settings/settings-page';
import { SyncSection } from '@/components/settings/sync/sync-section';
import { fakeClouds } from '@/tests/unit/components/fake-data';
import { fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import { all, button, click, close, draw, one, text } from '@/tests/unit/components/render';
import type { CloudView, SyncView } from '@/utils/messaging/views';

const OFF: SyncView = { on: false, allowed: true, problem: null, unsynced: [], newer: 0, stored: 0, removed: [] };
const ON: SyncView = { ...OFF, on: true, stored: 2 };

afterEach(close);

function section(view: SyncView, handlers: Parameters<typeof fakePageApi>[0] = {}) {
  const changes: string[] = [];
  const api = fakePageApi({ syncState: () => ok(view), ...handlers });
  return { api, changes, ui: <SyncSection onChange={() => changes.push('changed')} /> };
}

describe('the switch for syncing', () => {
  it('is off at first, and says what leaves this device', async () => {
    const { api, ui } = section(OFF);
    await draw(api, ui);
    const toggle = one<HTMLInputElement>('[role=switch]');
    expect(toggle.checked).toBe(false);
    expect(text('label[for=sync-switch]')).toBe('Sync clouds across my browsers');
    for (const word of ['auth URL', 'user name', 'domain', 'project', 'Never a password, secret or token'])
      expect(text('#sync-content')).toContain(word);
    expect(toggle.getAttribute('aria-describedby')).toContain('sync-content');
    expect(all('.warning')).toEqual([]);
  });

  it('switches on, says what is synced, and reloads the clouds', async () => {
    const { api, ui, changes } = section(OFF, { setSync: ({ on }) => ok({ ...ON, on }) });
    await draw(api, ui);
    await click(one('[role=switch]'));
    expect(api.sent.at(-1)).toEqual({ name: 'setSync', request: { on: true } });
    expect(text('[role=status]')).toBe('Synced: 2 clouds.');
    expect(changes).toEqual(['changed']);
  });

  it('cannot be used where the administrator has switched it off', async () => {
    const { api, ui } = section({ ...ON, allowed: false });
    await draw(api, ui);
    const toggle = one<HTMLInputElement>('[role=switch]');
    expect([toggle.checked, toggle.disabled]).toEqual([false, true]);
    expect(text('.sync')).toContain('Your administrator has switched this off.');
  });
});

describe('the state of syncing', () => {
  it('names the clouds there is no room for, and counts those of a newer version', async () => {
    const { api, ui } = section({ ...ON, problem: 'full', unsynced: ['North', 'South'], newer: 1 });
    await draw(api, ui);
    expect(text('[role=status]')).toContain('no room for: North, South');
    expect(text('.sync')).toContain('1 cloud comes from a newer version');
  });

  it('names the clouds that are too long to be synced, though there is room', async () => {
    const { api, ui } = section({ ...ON, problem: 'long', unsynced: ['North'] });
    await draw(api, ui);
    expect(text('[role=status]')).toContain("Too long for the browser's sync: North.");
    expect(text('[role=status]')).not.toContain('no room');
  });

  it('brings back a cloud that was removed elsewhere, or removes it for good', async () => {
    const { api, ui, changes } = section(
      { ...ON, removed: [{ id: 'north', name: 'North' }] },
      { resolveRemoval: () => ok(ON) },
    );
    await draw(api, ui);
    await click(button('Bring back North'));
    expect(api.sent.at(-1)).toEqual({ name: 'resolveRemoval', request: { cloudId: 'north', keep: true } });
    expect(all('.sync-removed')).toEqual([]);
    expect(changes).toEqual(['changed']);
  });

  it('offers to delete what is still in the browser’s sync', async () => {
    const { api, ui } = section({ ...OFF, stored: 3 }, { eraseSync: () => ok(OFF) });
    await draw(api, ui);
    expect(text('.sync-removed')).toContain('3 clouds are still in your browser');
    await click(button('Delete them from the sync'));
    expect(api.sent.at(-1)?.name).toBe('eraseSync');
    expect(all('.sync-removed')).toEqual([]);
  });
});

describe('a cloud of the administrator', () => {
  const [first] = fakeClouds;
  const managed: CloudView = {
    ...(first as CloudView),
    preset: ['name', 'authUrl', 'color', 'production', 'method', 'userDomain'],
  };
  const draws = async (problems: { entry: string; fields: string[] }[] = []) => {
    const api = fakePageApi({
      listClouds: () => ok([managed]),
      policyState: () => ok({ problems, syncDisabled: false, maxAutoLockMinutes: null }),
    });
    history.replaceState(null, '', `#cloud=${managed.profile.id}`);
    await draw(api, <SettingsPage />);
  };

  it('shows the fields that the policy set as disabled, leaves the others, and cannot be removed', async () => {
    await draws();
    for (const id of ['name', 'authUrl', 'production', 'method', 'userDomain'])
      expect(one<HTMLInputElement>(`#field-${id}`).disabled, id).toBe(true);
    for (const id of ['userName', 'password', 'dashboardUrl'])
      expect(one<HTMLInputElement>(`#field-${id}`).disabled, id).toBe(false);
    expect(all('.swatch:not(:disabled)')).toEqual([]);
    expect(all('.swatch:disabled').length).toBeGreaterThan(0);
    expect(all('.clouds .policy-mark')[0]?.getAttribute('aria-label')).toBe('Set by your administrator');
    expect(all('button.danger')).toEqual([]);
    expect(all('.policy-problems')).toEqual([]);
  });

  it('lists the entries of the policy that cannot be used', async () => {
    await draws([
      { entry: 'South', fields: ['color', 'authUrl'] },
      { entry: 'disableSync', fields: [] },
    ]);
    expect(all('.policy-problems li').map(({ textContent }) => textContent)).toEqual([
      'South: color, authUrl',
      'disableSync',
    ]);
  });
});
