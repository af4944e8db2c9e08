// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { SyncSection } from '@/components/settings/sync/sync-section';
import type { CloudView, PolicyView, SyncView } from '@/utils/messaging/views';
import { fakeClouds } from '../../fake-data';
import { type FakeHandlers, fakePageApi, ok } from '../../fake-page-api';
import { button, click, draw, elementOf, elementsOf, text } from '../../render';
import { openSettings } from '../open-settings';

const OFF: SyncView = { on: false, allowed: true, problem: null, unsynced: [], newerCount: 0, stored: 0, removed: [] };
const ON: SyncView = { ...OFF, on: true, stored: 2 };

async function section(view: SyncView, handlers: FakeHandlers = {}) {
  const changes: string[] = [];
  const api = fakePageApi({ syncState: () => ok(view), ...handlers });
  await draw(api, <SyncSection onChange={() => changes.push('changed')} />);
  return { api, changes, toggle: elementOf<HTMLInputElement>('[role=switch]') };
}

describe('the switch for syncing', () => {
  it('is off at first, and says what leaves this device', async () => {
    const { toggle } = await section(OFF);
    expect(toggle.checked).toBe(false);
    expect(text('label[for=sync-switch]')).toBe('Sync clouds across my browsers');
    for (const word of ['auth URL', 'user name', 'domain', 'project', 'Never a password, secret or token'])
      expect(text('#sync-content')).toContain(word);
    expect(toggle.getAttribute('aria-describedby')).toContain('sync-content');
    expect(elementsOf('.warning')).toEqual([]);
  });

  it('switches on, says what is synced, and reloads the clouds', async () => {
    const { api, toggle, changes } = await section(OFF, { setSync: ({ on }) => ok({ ...ON, on }) });
    await click(toggle);
    expect(api.sent.at(-1)).toEqual({ name: 'setSync', request: { on: true } });
    expect(text('[role=status]')).toBe('Synced: 2 clouds.');
    expect(changes).toEqual(['changed']);
  });

  it('cannot be used where the administrator has switched it off', async () => {
    const { toggle } = await section({ ...ON, allowed: false });
    expect([toggle.checked, toggle.disabled]).toEqual([false, true]);
    expect(text('.sync')).toContain('Your administrator has switched this off.');
  });
});

describe('the state of syncing', () => {
  it('names the clouds there is no room for, and counts those of a newer version', async () => {
    await section({ ...ON, problem: 'full', unsynced: ['North', 'South'], newerCount: 1 });
    expect(text('[role=status]')).toContain('no room for: North, South');
    expect(text('.sync')).toContain('1 cloud comes from a newer version');
  });

  it('names the clouds that are too long to be synced, though there is room', async () => {
    await section({ ...ON, problem: 'too-long', unsynced: ['North'] });
    expect(text('[role=status]')).toContain("Too long for the browser's sync: North.");
    expect(text('[role=status]')).not.toContain('no room');
  });

  it('brings back a cloud that was removed elsewhere, or removes it for good', async () => {
    const view = { ...ON, removed: [{ id: 'north', name: 'North' }] };
    const { api, changes } = await section(view, { resolveRemoval: () => ok(ON) });
    await click(button('Bring back North'));
    expect(api.sent.at(-1)).toEqual({ name: 'resolveRemoval', request: { cloudId: 'north', choice: 'restore' } });
    expect(elementsOf('.sync-removed')).toEqual([]);
    expect(changes).toEqual(['changed']);
  });

  it('offers to delete what is still in the browser’s sync', async () => {
    const { api } = await section({ ...OFF, stored: 3 }, { eraseSync: () => ok(OFF) });
    expect(text('.sync-removed')).toContain('3 clouds are still in your browser');
    await click(button('Delete them from the sync'));
    expect(api.sent.at(-1)?.name).toBe('eraseSync');
    expect(elementsOf('.sync-removed')).toEqual([]);
  });
});

describe('a cloud of the administrator', () => {
  const [first] = fakeClouds;
  const preset = ['name', 'authUrl', 'color', 'production', 'method', 'userDomain'] as const;
  const managed: CloudView = { ...(first as CloudView), preset: [...preset] };
  const open = (problems: PolicyView['problems'] = []) => {
    const policyState = () => ok({ problems, syncDisabled: false, maxAutoLockMinutes: null });
    return openSettings({ clouds: [managed], hash: `#cloud=${managed.profile.id}` }, { policyState });
  };
  const isDisabled = (id: string) => elementOf<HTMLInputElement>(`#field-${id}`).disabled;

  it('shows the fields that the policy set as disabled, leaves the others, and cannot be removed', async () => {
    await open();
    for (const id of preset) if (id !== 'color') expect(isDisabled(id), id).toBe(true);
    for (const id of ['userName', 'password', 'dashboardUrl']) expect(isDisabled(id), id).toBe(false);
    expect(elementsOf('.swatch:not(:disabled)')).toEqual([]);
    expect(elementsOf('.swatch:disabled').length).toBeGreaterThan(0);
    expect(elementsOf('.clouds .policy-mark')[0]?.getAttribute('aria-label')).toBe('Set by your administrator');
    expect(elementsOf('button.danger')).toEqual([]);
    expect(elementsOf('.policy-problems')).toEqual([]);
  });

  it('lists the entries of the policy that cannot be used', async () => {
    await open([
      { entry: 'South', fields: ['color', 'authUrl'] },
      { entry: 'disableSync', fields: [] },
    ]);
    expect(elementsOf('.policy-problems li').map(({ textContent }) => textContent)).toEqual([
      'South: color, authUrl',
      'disableSync',
    ]);
  });
});
