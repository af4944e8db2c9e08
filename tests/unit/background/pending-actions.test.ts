import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { dismissNotice, notify } from '@/utils/background/notices';
import { createPendingActions } from '@/utils/background/pending-actions';
import { AppError, toProblem } from '@/utils/problems/app-error';
import { notice } from '@/utils/storage/notice';

const PLACE = { cloudId: 'c', projectId: 'p', region: 'r' };
const OPEN = { kind: 'open', ...PLACE, serverId: 's', serverName: 'web-01', checkStatus: false } as const;

let clock = 1_000_000;
let badge: () => string;
const HOST = 'https://nova.example.org/*';
const granted = new Set<string>();

function newWorker(outcome: 'opens' | 'fails' | 'ends' = 'opens') {
  const work = async () => {
    if (outcome === 'fails') throw new AppError('NO_LAST_CONSOLE');
    if (outcome === 'ends') return new Promise<never>(() => undefined);
    return { tabId: 1 };
  };
  const performAction = vi.fn(work);
  return {
    performAction,
    pendingActions: createPendingActions({
      performAction,
      notify,
      problemOf: (_, error) => toProblem(error),
      now: () => clock,
      hasAccess: async (origin) => granted.has(origin),
    }),
  };
}

/** A worker that ends while it performs an action. */
async function workerEndingDuring(begin: (pendingActions: ReturnType<typeof createPendingActions>) => unknown) {
  const endingWorker = newWorker('ends');
  void begin(endingWorker.pendingActions);
  await vi.waitFor(() => expect(endingWorker.performAction).toHaveBeenCalled());
  return endingWorker;
}

beforeEach(() => {
  badge = stubBrowser().badge;
  granted.clear();
});

describe('what waits for access', () => {
  it('is done once access is granted, and only once', async () => {
    await newWorker().pendingActions.queueUntilGranted(OPEN, [HOST]);
    const { pendingActions, performAction } = newWorker();
    await pendingActions.performIfGranted();
    expect(performAction).not.toHaveBeenCalled();
    granted.add(HOST);
    await Promise.all([pendingActions.performIfGranted(), pendingActions.performIfGranted()]);
    await pendingActions.performIfGranted();
    expect(performAction).toHaveBeenCalledTimes(1);
    expect(performAction).toHaveBeenCalledWith(OPEN, expect.any(String));
  });

  it.each([
    ['the user took minutes to answer', 121_000],
    ['the clock was set back', -1],
    ['the clock was set back by a day', -25 * 3600_000],
  ])('is dropped when %s', async (_, jump) => {
    await newWorker().pendingActions.queueUntilGranted(OPEN, [HOST]);
    granted.add(HOST);
    clock += jump;
    const { pendingActions, performAction } = newWorker();
    await pendingActions.performIfGranted();
    expect(performAction).not.toHaveBeenCalled();
  });

  it('is dropped when the user refused', async () => {
    const { pendingActions, performAction } = newWorker();
    await pendingActions.queueUntilGranted(OPEN, [HOST]);
    await pendingActions.queueUntilGranted(null, []);
    granted.add(HOST);
    await pendingActions.performIfGranted();
    expect(performAction).not.toHaveBeenCalled();
  });
});

describe('a key press', () => {
  it('is finished by the next worker where this one ends, under the same request id', async () => {
    const endingWorker = await workerEndingDuring((pendingActions) => pendingActions.perform({ kind: 'reopen' }));
    const next = newWorker();
    await next.pendingActions.resume();
    expect(next.performAction).toHaveBeenCalledTimes(1);
    expect(next.performAction.mock.calls).toEqual(endingWorker.performAction.mock.calls);
  });

  it.each([31_000, -1])('is not finished where the clock jumps by %i ms', async (jump) => {
    await workerEndingDuring((pendingActions) => pendingActions.perform({ kind: 'reopen' }));
    clock += jump;
    const next = newWorker();
    await next.pendingActions.resume();
    expect(next.performAction).not.toHaveBeenCalled();
  });

  it('is not tried for ever, should it be what kills the worker', async () => {
    await workerEndingDuring((pendingActions) => pendingActions.perform({ kind: 'reopen' }));
    await workerEndingDuring((pendingActions) => pendingActions.resume());
    const third = newWorker();
    await third.pendingActions.resume();
    expect(third.performAction).not.toHaveBeenCalled();
  });

  it('shows a failure by notice and badge, until the user has read it', async () => {
    await newWorker('fails').pendingActions.perform({ kind: 'reopen' });
    expect(await notice.get()).toEqual({
      at: expect.any(Number),
      problem: { code: 'NO_LAST_CONSOLE', facts: {} },
      pendingAction: { kind: 'reopen' },
    });
    expect(badge()).toBe('!');
    await dismissNotice();
    expect(await notice.get()).toBeNull();
    expect(badge()).toBe('');
  });

  it('leaves nothing to do for the next worker when it is done', async () => {
    await newWorker('fails').pendingActions.perform({ kind: 'reopen' });
    const { pendingActions, performAction } = newWorker();
    await pendingActions.resume();
    expect(performAction).not.toHaveBeenCalled();
    expect(await fakeBrowser.storage.session.get('pending-action')).toEqual({});
  });
});
