import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Answer, listen, send } from '@/utils/messaging/wire';

const REPLY = { ok: true, value: [] };

/** Plays the background; each outcome is for one message, in turn: an answer, or an error of the browser. */
function background(...outcomes: unknown[]) {
  const messages: unknown[] = [];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: unknown) => {
    messages.push(message);
    const outcome = outcomes.shift();
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }) as never);
  return messages;
}

let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('send', () => {
  it('returns the answer', async () => {
    const messages = background(REPLY);
    expect(await send('listProjects', { cloudId: 'c' })).toEqual(REPLY);
    expect(messages).toEqual([{ name: 'listProjects', data: { cloudId: 'c' } }]);
  });

  it('sends the same request again where the worker ended, more than once too', async () => {
    const gone = new Error('Could not establish connection. Receiving end does not exist.');
    const messages = background(undefined, gone, null, REPLY);
    expect(await send('listProjects', { cloudId: 'c' })).toEqual(REPLY);
    expect(messages).toEqual(Array(4).fill({ name: 'listProjects', data: { cloudId: 'c' } }));
  });

  it('gives up with a problem, and never throws', async () => {
    const messages = background(null, null, null, null, REPLY);
    const gone = { ok: false, problem: { code: 'WORKER_GONE', facts: {} } };
    expect(await send('listProjects', { cloudId: 'c' })).toEqual(gone);
    expect(messages).toHaveLength(4);
  });

  it('says nothing about the request in its warning: it may hold a password', async () => {
    background();
    await send('testCloud', { credential: { kind: 'password', password: 'correct-horse' } } as never);
    expect(warn).toHaveBeenCalled();
    expect(inspect(warn.mock.calls, { depth: null })).not.toContain('correct-horse');
  });
});

describe('the background', () => {
  afterEach(() => fakeBrowser.runtime.onMessage.removeAllListeners());

  /** What the browser does with a message: the listener's own result says whether an answer will come. */
  async function deliver(message: unknown, answer: (name: string) => Promise<Answer> | null) {
    listen(({ name, data }, sender) => {
      expect([data, sender.id]).toEqual(['data', 'sender']);
      return answer(name);
    });
    const sendResponse = vi.fn();
    const [willAnswer] = await fakeBrowser.runtime.onMessage.trigger(message, { id: 'sender' }, sendResponse);
    return { willAnswer, sendResponse };
  }

  it('answers a message once its work is done', async () => {
    let finish = (_: Answer) => {};
    const work = new Promise<Answer>((done) => (finish = done));
    const { willAnswer, sendResponse } = await deliver({ name: 'listClouds', data: 'data' }, () => work);
    expect(willAnswer).toBe(true);
    expect(sendResponse).not.toHaveBeenCalled();
    finish({ ok: true, value: 1 });
    await vi.waitFor(() => expect(sendResponse).toHaveBeenCalledWith({ ok: true, value: 1 }));
  });

  it.each([
    ['a message of no known name', { name: 'constructor', data: 'data' }],
    ['a message without a name', { type: 'listClouds', data: 'data' }],
    ['a name that is no text', { name: {}, data: 'data' }],
    ['a text', 'listClouds'],
    ['nothing', null],
  ])('does not answer %s', async (_, message) => {
    const { willAnswer, sendResponse } = await deliver(message, () => null);
    expect(willAnswer).toBe(false);
    expect(sendResponse).not.toHaveBeenCalled();
  });
});
