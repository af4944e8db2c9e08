import '@/tests/unit/setup/i18n';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createDashboardApi } from '@/utils/content/dashboard-client';
import { CHECK_AGAIN } from '@/utils/content/lifecycle';
import { contentWords } from '@/utils/content/words';
import type { DashboardApi, DashboardPage, DashboardServer } from '@/utils/messaging/dashboard-requests';
import { dashboardRequests } from '@/utils/messaging/dashboard-requests';

const PAGE: DashboardPage = {
  ...{ panel: 'project', userName: 'demo', projectName: 'demo', domainName: 'Default', regionName: null },
};
const SERVER: DashboardServer = { id: 'a0000000-0000-4000-8000-000000000001', name: 'web-01', checkStatus: true };
const WORDS = contentWords('en');
const ERROR_TEXT = { sentence: 'No.', nextStep: 'Later.', failedCall: null, action: null };

beforeEach(() => {
  vi.stubGlobal('browser', fakeBrowser);
  vi.stubGlobal('chrome', fakeBrowser);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  fakeBrowser.runtime.onMessage.removeAllListeners();
});

/** Plays the background; each answer is one for a request, in turn, and the last for all that follow. */
function background(...answers: unknown[]) {
  const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage') as unknown as Mock<(message: Message) => Promise<unknown>>;
  for (const answer of answers) {
    if (answer instanceof Error) send.mockRejectedValueOnce(answer);
    else send.mockResolvedValueOnce(answer);
  }
  send.mockRejectedValue(new Error('Could not establish connection. Receiving end does not exist.'));
  return send;
}
interface Message {
  name: keyof typeof dashboardRequests;
  data: { requestId?: string };
}
const newApi = (running = new AbortController()) => createDashboardApi(WORDS, running);
const DISABLED = { ok: false, problem: { code: 'DASHBOARD_DISABLED', facts: {} } };
const succeeds = (value: unknown) => ({ ok: true, value });

describe('the background is asked', () => {
  it('over the wire that the background listens on, with what its gate takes', async () => {
    const send = background(succeeds({}), succeeds(null), succeeds(null));
    const api = newApi();
    await api.obstacles(PAGE, [SERVER.id]);
    api.cacheSession(PAGE);
    expect(await api.open(PAGE, SERVER)).toBeNull();
    const messages = send.mock.calls.map(([message]) => message);
    expect(messages.map(({ name }) => name)).toEqual(['dashboardObstacles', 'dashboardCacheSession', 'dashboardOpen']);
    for (const { name, data } of messages) expect(dashboardRequests[name].safeParse(data).success).toBe(true);
    for (const message of messages) expect(Object.keys(message)).toEqual(['name', 'data']);
  });

  it('a second time with the same id where the worker ended in between', async () => {
    const send = background(new Error('The message port closed'), succeeds(ERROR_TEXT));
    expect(await newApi().open(PAGE, SERVER)).toEqual(ERROR_TEXT);
    const ids = send.mock.calls.map(([{ data }]) => data.requestId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('with names that are no longer than its gate takes', async () => {
    const send = background(succeeds(null), succeeds({}));
    const long = '🦊'.repeat(400);
    const page = { ...PAGE, userName: long, projectName: long, domainName: long, regionName: long };
    const api = newApi();
    await api.open(page, { ...SERVER, name: long });
    await api.obstacles(page, [SERVER.id]);
    for (const [{ name, data }] of send.mock.calls) {
      expect(dashboardRequests[name].safeParse(data)).toMatchObject({ success: true });
      // The gate cuts too, but a page could fill the message.
      const sent = { ...data } as { page: object; server?: { name: string | null } };
      for (const one of [...Object.values(sent.page), sent.server?.name])
        if (one?.includes('🦊')) expect(one).toBe('🦊'.repeat(127));
    }
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('with another id for each click', async () => {
    const send = background(succeeds(null), succeeds(null));
    await newApi().open(PAGE, SERVER);
    await newApi().open(PAGE, SERVER);
    expect(new Set(send.mock.calls.map(([message]) => JSON.stringify(message))).size).toBe(2);
  });

  it('without crypto.randomUUID, which plain http has not', async () => {
    background(succeeds(null));
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    expect(await newApi().open(PAGE, SERVER)).toBeNull();
  });
});

describe('a background that does not answer', () => {
  it.each([
    ['ended twice', [new Error('gone'), new Error('gone')]],
    ['says nothing', [undefined, undefined]],
    ['refuses', [{ ok: false, problem: { code: 'INTERNAL', facts: {} } }]],
    ['answers what is no answer', [{ err: { message: 'crash' } }, 'no']],
  ])('and %s: no obstacles are known, and a click can be tried again', async (_what, answers) => {
    background(...answers);
    const api = newApi();
    expect(await api.obstacles(PAGE, [SERVER.id])).toBeNull();
    background(...answers);
    expect(await api.open(PAGE, SERVER)).toMatchObject({
      action: { kind: 'retry' },
      sentence: expect.stringMatching(/./),
    });
  });

  it("to too many requests is explained in the script's own words", async () => {
    background({ ok: false, problem: { code: 'RATE_LIMITED', facts: {} } });
    expect(await newApi().open(PAGE, SERVER)).toMatchObject({
      sentence: 'Too many consoles were asked for in a short time.',
      action: { kind: 'retry' },
    });
  });

  it('because the extension was removed or updated while the page is open: only a reload helps, in texts that are already loaded', async () => {
    const api = newApi();
    background();
    vi.spyOn(fakeBrowser.runtime, 'id', 'get').mockReturnValue(undefined as unknown as string);
    vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(() => {
      throw new Error('Extension context invalidated.');
    });
    expect(await api.open(PAGE, SERVER)).toMatchObject({
      sentence: 'The extension was updated, removed or disabled here while this page was open.',
      action: { kind: 'reload', label: 'Reload page' },
    });
  });
});

describe('a page of no enabled dashboard', () => {
  it.each([
    ['servers', (api: DashboardApi) => api.obstacles(PAGE, [SERVER.id])],
    ['a click to come', (api: DashboardApi) => api.cacheSession(PAGE)],
    ['a click', (api: DashboardApi) => api.open(PAGE, SERVER)],
    ['the settings', (api: DashboardApi) => api.openSettings(PAGE)],
  ])('ends its script with the first answer, be it about %s', async (_, ask) => {
    background(DISABLED);
    const running = new AbortController();
    await ask(newApi(running));
    await vi.waitFor(() => expect(running.signal.aborted).toBe(true));
  });

  it.each([
    ['Firefox, which cannot tell ports apart, is asked about at once', 'true', 1],
    ['Chromium, which can, is not', '', 0],
  ])('in %s', async (_, firefox, calls) => {
    vi.stubEnv('FIREFOX', firefox);
    const send = background(DISABLED);
    const running = new AbortController();
    const begun = newApi(running).checkPlace();
    expect(send).toHaveBeenCalledTimes(calls);
    for (const [{ name, data }] of send.mock.calls) expect(dashboardRequests[name].safeParse(data).success).toBe(true);
    if (calls === 0) expect(begun).toBeNull();
    else await begun;
    expect(running.signal.aborted).toBe(calls > 0);
  });

  it("checks again on the background's message, and not once it has ended", async () => {
    const send = background(succeeds(null), DISABLED);
    const running = new AbortController();
    newApi(running);
    const broadcast = async (message: unknown) => {
      await Promise.all(await fakeBrowser.runtime.onMessage.trigger(message, {} as never, () => undefined));
    };
    await broadcast('something else');
    expect(send).not.toHaveBeenCalled();
    await broadcast(CHECK_AGAIN);
    expect(send.mock.calls.map(([{ name }]) => name)).toEqual(['dashboardCheck']);
    expect(running.signal.aborted).toBe(false);
    await broadcast(CHECK_AGAIN);
    await vi.waitFor(() => expect(running.signal.aborted).toBe(true));
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(false);
  });

  it('is not assumed where there is no answer, or the background refuses for now', async () => {
    const rateLimited = { ok: false, problem: { code: 'RATE_LIMITED', facts: {} } };
    background(new Error('gone'), new Error('gone'), rateLimited);
    const running = new AbortController();
    const api = newApi(running);
    await api.obstacles(PAGE, [SERVER.id]);
    await api.open(PAGE, SERVER);
    expect(running.signal.aborted).toBe(false);
  });
});
