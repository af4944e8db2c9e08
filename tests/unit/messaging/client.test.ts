import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { send } from '@/utils/messaging/client';

type Respond = (message: unknown, callback: (response: unknown) => void) => void;

/** Answers the messages in order; `null` is a worker that dies before it answers. */
function answers(...outcomes: unknown[]) {
  const seen: unknown[] = [];
  const respond: Respond = (message, callback) => {
    seen.push(message);
    callback(outcomes.shift() ?? undefined);
  };
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(respond as never);
  return seen;
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('send', () => {
  const reply = { res: { ok: true, value: [] } };

  it('gives the reply', async () => {
    const seen = answers(reply);
    expect(await send('listProjects', { cloudId: 'c' })).toEqual({ ok: true, value: [] });
    expect(seen).toEqual([expect.objectContaining({ type: 'listProjects', data: { cloudId: 'c' } })]);
  });

  it('asks again, with the same request, where the worker died, more than once too', async () => {
    const seen = answers(null, null, null, reply);
    expect(await send('listProjects', { cloudId: 'c' })).toEqual({ ok: true, value: [] });
    expect(seen).toHaveLength(4);
  });

  it('gives up with a problem, and never throws', async () => {
    const seen = answers(null, null, null, null, reply);
    expect(await send('listProjects', { cloudId: 'c' })).toEqual({
      ok: false,
      problem: { code: 'WORKER_GONE', facts: {} },
    });
    expect(seen).toHaveLength(4);
  });

  it('says nothing about the request in its warning: it may hold a password', async () => {
    answers(null, null, null, null);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await send('testCloud', { credential: { kind: 'password', password: 'correct-horse' } } as never);
    expect(warn.mock.calls.flat().map(String).join(' ')).not.toContain('correct-horse');
  });
});
