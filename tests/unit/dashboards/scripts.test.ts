import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type ScriptingStub, stubScripting } from '@/tests/unit/support/scripting-stub';
import { CHECK_AGAIN } from '@/utils/content/lifecycle';
import { endInOpenTabs, recheckOpenTabs, registerScripts, startInOpenTabs } from '@/utils/dashboards/scripts';
import type { Dashboard } from '@/utils/dashboards/store';

const HORIZON: Dashboard = { root: 'https://one.example/horizon/', kind: 'horizon' };
const SKYLINE: Dashboard = { root: 'https://two.example:8443/', kind: 'skyline' };
let scripting: ScriptingStub;
beforeEach(() => {
  scripting = stubScripting();
});
afterEach(() => vi.unstubAllEnvs());
const register = (...all: Dashboard[]) => registerScripts(async () => all);
const tabAt = async (url: string) => (await fakeBrowser.tabs.create({ url })).id ?? -1;

describe('registered for pages', () => {
  it("is the script of the dashboard's kind, which was stored: a page has no say in it", async () => {
    await register(HORIZON, SKYLINE);
    expect(scripting.fileOf('https://one.example:443/horizon/*')).toBe('/horizon.js');
    expect(scripting.fileOf('https://two.example:8443/*')).toBe('/skyline.js');
  });

  it('is for the port of the dashboard and no other, where the browser takes one: in Firefox a pattern has none', async () => {
    await register(HORIZON, { root: 'http://three.example/', kind: 'horizon' }, SKYLINE);
    const ports = ['https://one.example:443/horizon/*', 'http://three.example:80/*', 'https://two.example:8443/*'];
    expect(scripting.matches()).toEqual(ports);
    await register();
    vi.stubEnv('FIREFOX', 'true');
    await register(HORIZON, SKYLINE);
    expect(scripting.matches()).toEqual(['https://one.example/horizon/*', 'https://two.example/*']);
  });

  it('is another one where a dashboard turned out to be of another kind', async () => {
    await register(HORIZON);
    await register({ ...HORIZON, kind: 'skyline' });
    expect(scripting.matches()).toEqual(['https://one.example:443/horizon/*']);
    expect(scripting.fileOf('https://one.example:443/horizon/*')).toBe('/skyline.js');
  });

  it('is nothing where nothing is enabled, nor by asking twice', async () => {
    await register();
    expect(fakeBrowser.scripting.registerContentScripts).not.toHaveBeenCalled();
    await register(SKYLINE);
    await register(SKYLINE);
    expect(scripting.matches()).toHaveLength(1);
    await register();
    expect(scripting.matches()).toEqual([]);
  });

  it('is for the top frame, when the page is there, and in the next session too', async () => {
    await register(HORIZON);
    const [[script] = []] = vi.mocked(fakeBrowser.scripting.registerContentScripts).mock.calls.at(-1) ?? [];
    expect(script).toEqual({
      id: expect.any(String),
      matches: ['https://one.example:443/horizon/*'],
      js: ['/horizon.js'],
      runAt: 'document_idle',
      persistAcrossSessions: true,
    });
  });

  it('uses the last list, in whichever order the lists arrive', async () => {
    let finish = (_: Dashboard[]) => {};
    const slow = registerScripts(() => new Promise((resolve) => (finish = resolve)));
    const quick = register(SKYLINE);
    await vi.waitFor(() => expect(finish).toHaveLength(1));
    finish([HORIZON]);
    await Promise.all([slow, quick]);
    expect(scripting.matches()).toEqual(['https://two.example:8443/*']);
  });
});

it('makes the scripts in all tabs check again, though the browser hides their addresses; most have no script', async () => {
  const ids = [await tabAt('https://one.example/horizon/'), await tabAt('https://else.example/')];
  const send = vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockRejectedValue(new Error('Receiving end does not exist.'));
  await recheckOpenTabs();
  for (const id of ids) expect(send).toHaveBeenCalledWith(id, CHECK_AGAIN);
});

describe('in tabs that are open', () => {
  it('is started where the address belongs to a dashboard, with the script of its kind', async () => {
    const [one, two] = [await tabAt(`${HORIZON.root}project/`), await tabAt(`${SKYLINE.root}compute/instance`)];
    await tabAt('https://one.example/horizon-imitated/');
    await startInOpenTabs([HORIZON, SKYLINE]);
    const calls = vi.mocked(fakeBrowser.scripting.executeScript).mock.calls.map(([injection]) => injection);
    expect(calls).toEqual([
      { target: { tabId: one }, files: ['/horizon.js'] },
      { target: { tabId: two }, files: ['/skyline.js'] },
    ]);
  });

  it('waits for none of them, and bears one that it may not enter', async () => {
    scripting.hanging.add(await tabAt(`${HORIZON.root}project/`));
    const other = await tabAt(`${HORIZON.root}admin/`);
    await startInOpenTabs([HORIZON]);
    await vi.waitFor(() => expect(scripting.started).toEqual([other]));
    vi.mocked(fakeBrowser.scripting.executeScript).mockRejectedValue(new Error('Cannot access contents of the page.'));
    await startInOpenTabs([HORIZON]);
    await endInOpenTabs(HORIZON, []);
  });

  it('asks for no tabs where there is nothing to start', async () => {
    await startInOpenTabs([]);
    expect(fakeBrowser.tabs.query).not.toHaveBeenCalled();
  });
});
