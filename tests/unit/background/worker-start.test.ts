import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubAlarmsAndIdle, stubBrowser } from '@/tests/unit/support/browser-stubs';
import { type ScriptingStub, stubScripting } from '@/tests/unit/support/scripting-stub';
import { startBackground } from '@/utils/background/start';
import { CHECK_AGAIN } from '@/utils/content/lifecycle';
import { addDashboard, type Dashboard } from '@/utils/dashboards/store';
import type { Answer } from '@/utils/messaging/wire';

const setAccessLevel = vi.fn(async () => undefined);
const ONE: Dashboard = { root: 'https://one.example/horizon/', kind: 'horizon' };
const TWO: Dashboard = { root: 'https://two.example/horizon/', kind: 'horizon' };
let scripting: ScriptingStub;
let allowed: (origin: string) => boolean;

/** An event of the browser's, under the test's hand. */
function event<L extends unknown[]>() {
  const listeners: ((...values: L) => void)[] = [];
  return {
    addListener: (listener: (...values: L) => void) => void listeners.push(listener),
    removeListener: () => undefined,
    fire: (...values: L) => {
      for (const listener of listeners) listener(...values);
    },
    count: () => listeners.length,
  };
}
const events = {
  installed: event<[object]>(),
  startup: event<[]>(),
  added: event<[{ origins: string[] }]>(),
  removed: event<[{ origins: string[] }]>(),
  command: event<[string]>(),
  changed: event<[object, string]>(),
};

beforeEach(async () => {
  vi.stubGlobal('navigator', { userAgent: 'Testium/1' });
  allowed = () => true;
  stubBrowser({ granted: (origin) => allowed(origin) });
  stubAlarmsAndIdle();
  scripting = stubScripting();
  for (const name of Object.keys(events) as (keyof typeof events)[]) Object.assign(events, { [name]: event() });
  const { runtime, permissions } = fakeBrowser;
  vi.spyOn(runtime, 'getManifest').mockReturnValue({ version: '0.0.0' } as never);
  Object.assign(runtime.onInstalled, events.installed);
  Object.assign(runtime.onStartup, events.startup);
  Object.assign(permissions.onAdded, events.added);
  Object.assign(permissions.onRemoved, events.removed);
  Object.assign(fakeBrowser.commands.onCommand, events.command);
  Object.assign(fakeBrowser.storage.onChanged, events.changed);
  setAccessLevel.mockClear();
  for (const area of [fakeBrowser.storage.local, fakeBrowser.storage.sync]) Object.assign(area, { setAccessLevel });
  await addDashboard(ONE);
  await addDashboard(TWO);
  fakeBrowser.runtime.onMessage.removeAllListeners();
  startBackground();
});
afterEach(() => vi.unstubAllGlobals());
const patternOf = ({ root }: Dashboard) => `${root.replace('.example/', '.example:443/')}*`;
const matches = () => [...scripting.matches()].sort();

describe('a worker that starts', () => {
  it('listens before it does anything else: the event that woke it is not missed', () => {
    const { installed, startup, added, removed, command } = events;
    expect([installed, startup, added, removed, command].map((one) => one.count())).toEqual([1, 1, 1, 1, 1]);
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(true);
  });

  it('answers the messages of its own pages, and refuses those of others', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { id } = fakeBrowser.runtime;
    const url = fakeBrowser.runtime.getURL('/popup.html' as never);
    const answerTo = (sender: object) =>
      new Promise<Answer>((answered) => {
        const message = { name: 'listDashboards', data: {} };
        void fakeBrowser.runtime.onMessage.trigger(message, sender as never, answered as never);
      });
    expect(await answerTo({ id, url })).toMatchObject({ ok: true, value: { enabled: [{}, {}] } });
    expect(await answerTo({ id, url: ONE.root, frameId: 0, tab: { id: 1 } })).toMatchObject({ ok: false });
  });

  it('closes what is stored to content scripts', () => {
    expect(setAccessLevel.mock.calls).toEqual([
      [{ accessLevel: 'TRUSTED_CONTEXTS' }],
      [{ accessLevel: 'TRUSTED_CONTEXTS' }],
    ]);
  });
});

describe("the dashboards' scripts", () => {
  it('are registered again after an update, and started again in open tabs', async () => {
    const tab = await fakeBrowser.tabs.create({ url: `${ONE.root}project/instances/` });
    events.installed.fire({ reason: 'update' });
    await vi.waitFor(() => expect(scripting.started).toEqual([tab.id]));
    expect(matches()).toEqual([patternOf(ONE), patternOf(TWO)]);
  });

  it('come back when the browser starts, whose tabs load them by themselves', async () => {
    await fakeBrowser.tabs.create({ url: `${ONE.root}project/instances/` });
    events.startup.fire();
    await vi.waitFor(() => expect(matches()).toEqual([patternOf(ONE), patternOf(TWO)]));
    expect(scripting.started).toEqual([]);
  });

  it('are removed from a host with its access, and return with it', async () => {
    events.startup.fire();
    await vi.waitFor(() => expect(matches()).toHaveLength(2));
    allowed = (origin) => !origin.includes('one.example');
    const open = await fakeBrowser.tabs.create({ url: `${ONE.root}project/instances/` });
    const send = vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockResolvedValue(undefined);
    events.removed.fire({ origins: ['https://one.example/*'] });
    await vi.waitFor(() => expect(matches()).toEqual([patternOf(TWO)]));
    await vi.waitFor(() => expect(send).toHaveBeenCalledWith(open.id, CHECK_AGAIN));
    const tab = await fakeBrowser.tabs.create({ url: `${ONE.root}project/instances/` });
    await fakeBrowser.tabs.create({ url: `${TWO.root}project/instances/` });
    allowed = () => true;
    events.added.fire({ origins: ['https://one.example/*'] });
    await vi.waitFor(() => expect(scripting.started).toEqual([open.id, tab.id]));
    expect(matches()).toHaveLength(2);
  });
});
