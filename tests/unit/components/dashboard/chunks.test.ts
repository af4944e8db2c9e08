// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listPage } from '@/tests/fixtures/horizon/pages';
import { SERVERS, type ShownServer } from '@/tests/fixtures/horizon/server';
import { buttonOf, buttons, letPendingRun, replaceRow, rowOf, startOn, stopAll } from './page';

const [ACTIVE] = SERVERS as [ShownServer];
/** A page of a list has 20 rows, unless a user sets more. */
const servers = (length: number) =>
  Array.from({ length }, (_, index): ShownServer => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return { ...ACTIVE, id, name: `web-${index}` };
  });
const MANY = servers(45);

/** The browser's idle moments, which this document does not have: they come when the test says. */
const waiting = new Map<number, (moment: IdleDeadline) => void>();
/** how many pieces they have room for */
let idle = 0;
function nextIdleMoment(): void {
  const [first] = waiting;
  if (first === undefined) throw new Error('Nobody waits for an idle moment.');
  waiting.delete(first[0]);
  let remainingSlots = idle;
  const timeRemaining = () => {
    remainingSlots -= 1;
    return remainingSlots > 0 ? 10 : 0;
  };
  first[1]({ didTimeout: idle === 0, timeRemaining });
}

/** What each look at the clock costs, in ms: a slow machine has time for the least only. */
let pace = 10;

beforeEach(() => {
  idle = 0;
  pace = 10;
  let now = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => {
    now += pace;
    return now;
  });
  let last = 0;
  vi.stubGlobal('requestIdleCallback', (act: (moment: IdleDeadline) => void) => {
    last += 1;
    waiting.set(last, act);
    return last;
  });
  vi.stubGlobal('cancelIdleCallback', (id: number) => waiting.delete(id));
});
afterEach(() => {
  stopAll();
  vi.unstubAllGlobals();
  waiting.clear();
});

describe('a long list', () => {
  it('gets its buttons in pieces, the others when the browser is idle', () => {
    startOn(listPage({}, MANY));
    expect(buttons()).toHaveLength(20);
    nextIdleMoment();
    expect(buttons()).toHaveLength(40);
    nextIdleMoment();
    expect(buttons()).toHaveLength(45);
    expect(waiting.size).toBe(0);
  });

  it('gets them all at once where that takes no time', () => {
    pace = 0;
    startOn(listPage({}, MANY));
    expect(buttons()).toHaveLength(45);
    expect(waiting.size).toBe(0);
  });

  it('gets as many in an idle moment as there is time for', () => {
    startOn(listPage({}, servers(85)));
    idle = 2;
    nextIdleMoment();
    expect(buttons()).toHaveLength(60);
    nextIdleMoment();
    expect(buttons()).toHaveLength(85);
    expect(waiting.size).toBe(0);
  });

  it('gives a replaced row its button at once, and starts the rest again', async () => {
    startOn(listPage({}, MANY));
    nextIdleMoment();
    const replaced = MANY[30] as ShownServer;
    replaceRow(replaced);
    await letPendingRun();
    expect(buttonOf(replaced).isConnected).toBe(true);
    while (waiting.size > 0) nextIdleMoment();
    expect(buttons()).toHaveLength(45);
  });

  it('continues where the next row is removed between two chunks', () => {
    startOn(listPage({}, MANY));
    rowOf(MANY[20] as ShownServer).remove();
    while (waiting.size > 0) nextIdleMoment();
    expect(buttons()).toHaveLength(44);
  });

  it('is not changed further when the page ends the script in the middle of a chunk', async () => {
    startOn(listPage({}, MANY));
    const server = MANY[0] as ShownServer;
    buttonOf(server).focus();
    // The row's new button gets the focus back: the page gets a focus event.
    document.addEventListener('focusin', stopAll, { once: true });
    replaceRow(server);
    await letPendingRun();
    expect(buttons()).toHaveLength(0);
    expect(waiting.size).toBe(0);
    replaceRow(server);
    await letPendingRun();
    expect(buttons()).toHaveLength(0);
  });

  it('is not changed further when another script replaces it between two chunks', () => {
    startOn(listPage({}, MANY));
    expect(waiting.size).toBe(1);
    stopAll();
    expect(waiting.size).toBe(0);
    expect(buttons()).toHaveLength(0);
  });
});
