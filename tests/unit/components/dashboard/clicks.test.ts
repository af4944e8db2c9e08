// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { listPage } from '@/tests/fixtures/horizon/pages';
import { SERVERS, type ShownServer } from '@/tests/fixtures/horizon/server';
import type { ErrorText } from '@/utils/messaging/dashboard-requests';
import {
  alerts,
  buttonOf,
  clickButtonOf,
  deferred,
  ERROR_TEXT,
  letPendingRun,
  newRow,
  rowOf,
  startOn,
  startOnList,
  startOnListAndWait,
} from './page';

const [ACTIVE, SHUTOFF] = SERVERS as [ShownServer, ShownServer];

const pointerClick = () => new MouseEvent('click', { bubbles: true, detail: 1 });

const OFF = { obstacles: async () => ({ [SHUTOFF.id]: 'The server is off.' }) };

describe('a click', () => {
  it('opens the console of its server', async () => {
    const { api } = startOnList();
    await clickButtonOf(ACTIVE);
    const page = expect.objectContaining({ panel: 'project', projectName: 'demo' });
    expect(api.open.mock.calls).toEqual([[page, { id: ACTIVE.id, name: 'web-01', checkStatus: false }]]);
    expect(alerts()).toEqual([]);
  });

  it('shows that it works, keeps the focus, and does nothing twice', async () => {
    const opened = deferred<null>();
    const { api } = startOnList({ open: () => opened.promise });
    const button = buttonOf(ACTIVE);
    button.focus();
    button.click();
    button.click();
    expect(api.open).toHaveBeenCalledOnce();
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(button.title).toBe('Opening the console…');
    expect(button.textContent?.trim()).toBe('Open noVNC');
    expect(document.activeElement).toBe(button);
    opened.resolve(null);
    await letPendingRun();
    expect(button.hasAttribute('aria-busy')).toBe(false);
    expect(button.classList.contains('disabled')).toBe(false);
    button.click();
    expect(api.open).toHaveBeenCalledTimes(2);
  });

  it('is accepted from the user only: a script of the page opens nothing', () => {
    const { api } = startOnList({}, (event) => event.isTrusted);
    buttonOf(ACTIVE).click();
    buttonOf(ACTIVE).dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(api.open).not.toHaveBeenCalled();
  });
});

describe('a click on a refused button', () => {
  it.each([
    ['tells the reason where it still is one', 'The server is off.', 0, 1],
    ['opens the console where it is none any more', undefined, 1, 0],
  ])('asks again, and %s', async (_what, reason, opened, showsAlert) => {
    const { api } = await startOnListAndWait(OFF);
    api.obstacles.mockResolvedValue(reason === undefined ? {} : { [SHUTOFF.id]: reason });
    buttonOf(SHUTOFF).click();
    expect(buttonOf(SHUTOFF).getAttribute('aria-busy')).toBe('true');
    await letPendingRun();
    expect(api.obstacles.mock.calls[1]?.[1]).toEqual([SHUTOFF.id]);
    expect(api.open).toHaveBeenCalledTimes(opened);
    expect(alerts()).toHaveLength(showsAlert);
    expect(buttonOf(SHUTOFF).hasAttribute('aria-busy')).toBe(false);
    expect(buttonOf(SHUTOFF).hasAttribute('aria-disabled')).toBe(showsAlert === 1);
  });
});

it('without an answer about a server what was known of it stays, and a click finds out by opening', async () => {
  const { api } = await startOnListAndWait(OFF);
  api.obstacles.mockResolvedValue(null);
  rowOf(SHUTOFF).replaceWith(newRow({ ...SHUTOFF, state: 'error' }));
  await letPendingRun();
  expect(api.obstacles).toHaveBeenCalledTimes(2);
  expect(buttonOf(SHUTOFF).title).toBe('The server is off.');
  await clickButtonOf(SHUTOFF);
  expect(api.open).toHaveBeenCalledOnce();
});

it('a click that waits opens the console where the page shows that the server runs, whatever the late answer is', async () => {
  const { api } = await startOnListAndWait(OFF);
  const late = deferred<Record<string, string>>();
  api.obstacles.mockReturnValue(late.promise);
  buttonOf(SHUTOFF).click();
  rowOf(SHUTOFF).replaceWith(newRow({ ...ACTIVE, id: SHUTOFF.id, name: SHUTOFF.name }));
  await letPendingRun();
  expect(api.open).toHaveBeenCalledOnce();
  late.resolve({ [SHUTOFF.id]: 'The server is off.' });
  await letPendingRun();
  expect(api.open).toHaveBeenCalledOnce();
  expect(alerts()).toHaveLength(0);
  expect(buttonOf(SHUTOFF).hasAttribute('aria-disabled')).toBe(false);
});

it('a key that is held down, while the page moves the focus, opens one console; a mouse opens each', async () => {
  const opened = deferred<null>();
  const { api } = startOnList({ open: () => opened.promise, ...OFF });
  for (const server of SERVERS) buttonOf(server).dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }));
  expect(api.open).toHaveBeenCalledOnce();
  for (const server of SERVERS) buttonOf(server).dispatchEvent(pointerClick());
  expect(api.open).toHaveBeenCalledTimes(SERVERS.length);
  opened.resolve(null);
  await letPendingRun();
  buttonOf(ACTIVE).dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }));
  expect(api.open).toHaveBeenCalledTimes(SERVERS.length + 1);
});

describe('a click that the page held back', () => {
  it.each([
    ['half a minute', 30_000, 1],
    ['longer', 30_001, 0],
  ])('by changing the row again and again opens the console after %s: %s ms, %s times', async (_, age, opened) => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    const { api } = await startOnListAndWait(OFF);
    const off = { [SHUTOFF.id]: 'The server is off.' };
    let answer = deferred<Record<string, string>>();
    api.obstacles.mockImplementation(() => answer.promise);
    buttonOf(SHUTOFF).click();
    await letPendingRun();
    for (const state of ['error', 'building', 'error', 'building'] as const) {
      rowOf(SHUTOFF).replaceWith(newRow({ ...SHUTOFF, state }));
      await letPendingRun();
      const { resolve } = answer;
      answer = deferred();
      resolve(off);
      await letPendingRun();
    }
    expect(api.open).not.toHaveBeenCalled();
    now.mockReturnValue(1_000 + age);
    answer.resolve({});
    await letPendingRun();
    expect(api.open).toHaveBeenCalledTimes(opened);
    expect(buttonOf(SHUTOFF).hasAttribute('aria-busy')).toBe(false);
  });

  it('by blocking its scripts opens nothing', () => {
    const { api } = startOnList();
    const event = new MouseEvent('click', { bubbles: true });
    // Sums with a fraction would be rounded.
    Object.defineProperty(event, 'timeStamp', { value: 1_000 });
    const now = vi.spyOn(performance, 'now').mockReturnValue(event.timeStamp + 30_001);
    buttonOf(ACTIVE).dispatchEvent(event);
    expect(api.open).not.toHaveBeenCalled();
    now.mockReturnValue(event.timeStamp + 30_000);
    buttonOf(ACTIVE).dispatchEvent(event);
    expect(api.open).toHaveBeenCalledOnce();
  });
});

it('before a click the session is prepared, at most every 20 seconds for the whole page', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const { api } = startOnList();
  expect(api.cacheSession).not.toHaveBeenCalled();
  buttonOf(ACTIVE).dispatchEvent(new Event('pointerover', { bubbles: true }));
  buttonOf(SHUTOFF).dispatchEvent(new Event('pointerover', { bubbles: true }));
  buttonOf(SHUTOFF).focus();
  expect(api.cacheSession).toHaveBeenCalledOnce();
  now.mockReturnValue(19_999);
  buttonOf(ACTIVE).focus();
  expect(api.cacheSession).toHaveBeenCalledOnce();
  now.mockReturnValue(20_000);
  buttonOf(SHUTOFF).focus();
  expect(api.cacheSession).toHaveBeenCalledTimes(2);
});

describe('a failure', () => {
  const inAlert = (selector: string) => alerts()[0]?.querySelector<HTMLElement>(selector);
  async function fail(errorText: ErrorText = ERROR_TEXT, server = ACTIVE) {
    const started = startOnList({ open: async () => errorText });
    await clickButtonOf(server);
    return started;
  }

  it('is shown where Horizon shows its own, first, with all its parts', async () => {
    await fail();
    const [message] = alerts();
    expect(document.querySelector('.messages')?.firstElementChild).toBe(message);
    expect([...(message?.classList ?? [])]).toEqual(['alert', 'alert-danger', 'alert-dismissable']);
    expect(message?.querySelector('p')?.textContent).toBe('web-01: The cloud refused. Ask for a role.');
    expect(message?.querySelector('.small')?.textContent).toBe('POST nova.example.org → 403 · req-1');
    expect(message?.querySelector('button.close')?.getAttribute('aria-label')).toBe('Dismiss');
    expect(buttonOf(ACTIVE).hasAttribute('aria-busy')).toBe(false);
  });

  it('leaves out what there is not', async () => {
    await fail({ ...ERROR_TEXT, failedCall: null, action: null });
    expect(alerts()[0]?.querySelectorAll('p')).toHaveLength(1);
    expect(alerts()[0]?.querySelectorAll('button')).toHaveLength(1);
  });

  it('is shown once for each server', async () => {
    await fail();
    for (const server of [ACTIVE, SHUTOFF]) buttonOf(server).dispatchEvent(pointerClick());
    await letPendingRun();
    expect(alerts()).toHaveLength(2);
    await clickButtonOf(ACTIVE);
    expect(alerts()).toHaveLength(2);
  });

  it('is removed when the console opens after all', async () => {
    const { api } = await fail();
    api.open.mockResolvedValue(null);
    await clickButtonOf(ACTIVE);
    expect(alerts()).toEqual([]);
  });

  it('can be closed; the focus goes back to where it came from', async () => {
    await fail();
    inAlert('button.close')?.click();
    expect(alerts()).toEqual([]);
    expect(document.activeElement).toBe(buttonOf(ACTIVE));
  });

  it('offers to try again', async () => {
    const { api } = await fail();
    inAlert('button.btn')?.click();
    expect(api.open).toHaveBeenCalledTimes(2);
    expect(alerts()).toEqual([]);
    expect(document.activeElement).toBe(buttonOf(ACTIVE));
  });

  it('acts for the user only: a click by a script of the page does nothing', async () => {
    let isByUser = true;
    const { api } = startOnList({ open: async () => ERROR_TEXT }, () => isByUser);
    await clickButtonOf(ACTIVE);
    isByUser = false;
    inAlert('button.btn')?.click();
    expect(api.open).toHaveBeenCalledOnce();
    expect(alerts()).toHaveLength(1);
  });

  it('offers to reload where nothing else helps', async () => {
    const { api, reload } = await fail({ ...ERROR_TEXT, action: { kind: 'reload', label: 'Reload page' } });
    inAlert('button.btn')?.click();
    expect(reload).toHaveBeenCalledOnce();
    expect(api.open).toHaveBeenCalledOnce();
  });

  it('holds text only, whatever it is made of', async () => {
    const evil = '<img src=x onerror=alert(1)>{$ 1 $}';
    const name = `<b>${evil}</b>`;
    const text = { sentence: evil, nextStep: evil, failedCall: evil, action: { kind: 'retry', label: evil } } as const;
    startOn(listPage({}, [{ ...ACTIVE, name }]), { open: async () => text });
    await clickButtonOf(ACTIVE);
    const [message] = alerts();
    expect(message?.querySelector('strong')?.textContent).toBe(`${name}: `);
    expect(message?.querySelectorAll('img, b')).toHaveLength(0);
    expect(message?.hasAttribute('ng-non-bindable')).toBe(true);
  });
});
