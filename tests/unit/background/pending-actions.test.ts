import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { dismissNotice, tell } from '@/utils/background/notices';
import { createIntents } from '@/utils/background/pending-actions';
import { AppError } from '@/utils/problems/app-error';
import { notice } from '@/utils/storage/signals';

const OPEN = {
  kind: 'open',
  cloudId: 'c',
  projectId: 'p',
  region: 'r',
  serverId: 's',
  serverName: 'web-01',
  check: false,
} as const;

let clock = 1_000_000;
let badge: () => string;
const HOST = 'https://nova.example.org/*';
const granted = new Set<string>();

function newWorker(outcome: 'opens' | 'fails' | 'dies' = 'opens') {
  const work = async () => {
    if (outcome === 'fails') throw new AppError('NO_LAST_CONSOLE');
    if (outcome === 'dies') return new Promise<never>(() => undefined);
    return { tabId: 1 };
  };
  const act = vi.fn(work);
  return {
    act,
    intents: createIntents({ act, tell, now: () => clock, hasAccess: async (origin) => granted.has(origin) }),
  };
}

beforeEach(() => {
  badge = stubBrowser().badge;
  granted.clear();
});

describe('what waits for access', () => {
  it('is done once access is granted, and only once', async () => {
    await newWorker().intents.expect(OPEN, [HOST]);
    const { intents, act } = newWorker();
    await intents.accessGranted();
    expect(act).not.toHaveBeenCalled();
    granted.add(HOST);
    await Promise.all([intents.accessGranted(), intents.accessGranted()]);
    await intents.accessGranted();
    expect(act).toHaveBeenCalledTimes(1);
    expect(act).toHaveBeenCalledWith(OPEN, expect.any(String));
  });

  it('is dropped when the person took minutes to answer', async () => {
    await newWorker().intents.expect(OPEN, [HOST]);
    granted.add(HOST);
    clock += 121_000;
    const { intents, act } = newWorker();
    await intents.accessGranted();
    expect(act).not.toHaveBeenCalled();
  });

  it('is dropped when the person refused', async () => {
    const { intents, act } = newWorker();
    await intents.expect(OPEN, [HOST]);
    await intents.expect(null, []);
    granted.add(HOST);
    await intents.accessGranted();
    expect(act).not.toHaveBeenCalled();
  });
});

describe('a key press', () => {
  it('is finished by the next worker where this one dies, under the same request id', async () => {
    const dying = newWorker('dies');
    void dying.intents.perform({ kind: 'reopen' });
    await vi.waitFor(() => expect(dying.act).toHaveBeenCalled());
    const next = newWorker();
    await next.intents.resume();
    expect(next.act).toHaveBeenCalledTimes(1);
    expect(next.act.mock.calls).toEqual(dying.act.mock.calls);
  });

  it('is not tried for ever, should it be what kills the worker', async () => {
    const first = newWorker('dies');
    void first.intents.perform({ kind: 'reopen' });
    await vi.waitFor(() => expect(first.act).toHaveBeenCalled());
    const second = newWorker('dies');
    void second.intents.resume();
    await vi.waitFor(() => expect(second.act).toHaveBeenCalled());
    const third = newWorker();
    await third.intents.resume();
    expect(third.act).not.toHaveBeenCalled();
  });

  it('tells a failure by notice and badge, until it was seen', async () => {
    await newWorker('fails').intents.perform({ kind: 'reopen' });
    expect(await notice.getValue()).toEqual({
      at: expect.any(Number),
      problem: { code: 'NO_LAST_CONSOLE', facts: {} },
      wanted: { kind: 'reopen' },
    });
    expect(badge()).toBe('!');
    await dismissNotice();
    expect(await notice.getValue()).toBeNull();
    expect(badge()).toBe('');
  });

  it('leaves nothing to do for the next worker when it is done', async () => {
    await newWorker('fails').intents.perform({ kind: 'reopen' });
    const { intents, act } = newWorker();
    await intents.resume();
    expect(act).not.toHaveBeenCalled();
    expect(await fakeBrowser.storage.session.get('intent')).toEqual({});
  });
});
