import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeIdle, stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { createAutoLock } from '@/utils/vault/auto-lock';
import { createKeyring } from '@/utils/vault/keyring';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);
let clock = START;
let browser: FakeIdle;

/** the next worker: it listens, and sets its alarm */
async function newWorker() {
  const keyring = createKeyring(() => clock);
  const lock = vi.fn(() => keyring.close());
  const autoLock = createAutoLock(keyring, () => clock);
  autoLock.listen(lock);
  return { keyring, autoLock, lock };
}

async function unlocked() {
  const worker = await newWorker();
  await worker.keyring.open(new Uint8Array(32));
  await worker.autoLock.schedule();
  return worker;
}

beforeEach(() => {
  clock = START;
  browser = stubAlarmsAndIdle();
});

describe('by time', () => {
  it('is due a quarter of an hour after the last use, by an alarm that wakes the worker', async () => {
    const { keyring, lock } = await unlocked();
    expect(browser.alarm()).toBe(START + 15 * MINUTE);
    expect(browser.interval()).toBe(15 * 60);
    clock += 10 * MINUTE;
    expect(await keyring.key()).not.toBeNull();
    clock = START + 15 * MINUTE;
    await browser.ring();
    expect(lock).not.toHaveBeenCalled();
    expect(browser.alarm()).toBe(START + 25 * MINUTE);
    clock = START + 25 * MINUTE;
    await browser.ring();
    expect(lock).toHaveBeenCalledOnce();
  });

  it('is put off while the user uses the computer, where the browser reports it', async () => {
    const { lock } = await unlocked();
    browser.state = 'active';
    clock += 15 * MINUTE;
    await browser.ring();
    expect(lock).not.toHaveBeenCalled();
    expect(browser.alarm()).toBe(clock + 15 * MINUTE);
    browser.state = 'idle';
    clock += 15 * MINUTE;
    await browser.ring();
    expect(lock).toHaveBeenCalledOnce();
  });

  it('is not put off by waking the computer', async () => {
    const { keyring, lock } = await unlocked();
    browser.state = 'active';
    clock += 8 * 60 * MINUTE;
    expect(await keyring.key()).toBeNull();
    await browser.ring();
    expect(lock).toHaveBeenCalledOnce();
  });

  it('is not put off by waking the computer before the key is refused', async () => {
    const { keyring, lock } = await unlocked();
    browser.state = 'active';
    clock += 15 * MINUTE + 45_000;
    expect(await keyring.isOpen()).toBe(true);
    await browser.ring();
    expect(lock).toHaveBeenCalledOnce();
  });

  it('counts from the stored time in the next worker too', async () => {
    await unlocked();
    clock += 17 * MINUTE;
    const { keyring } = await newWorker();
    expect(await keyring.isOpen()).toBe(false);
    await keyring.recordUse();
    expect(await keyring.isOpen(), 'use does not open it').toBe(false);
  });

  it('is not delayed by a clock that is set back', async () => {
    const { keyring, lock } = await unlocked();
    clock -= MINUTE;
    expect(await keyring.isOpen(), 'clocks are corrected a little').toBe(true);
    clock -= MINUTE;
    await browser.ring();
    expect(lock).toHaveBeenCalledOnce();
    expect(await keyring.key()).toBeNull();
    clock = START;
    expect(await keyring.isOpen(), 'nor does the right time open it').toBe(false);
  });

  it.each([1, 5, 60])('is due after %i min where the user chose that', async (minutes) => {
    const { keyring, autoLock, lock } = await unlocked();
    await keyring.setAutoLock(minutes);
    await autoLock.schedule();
    expect(browser.alarm()).toBe(START + minutes * MINUTE);
    clock += minutes * MINUTE;
    await browser.ring();
    expect(lock).toHaveBeenCalledOnce();
  });

  it('is never due where the user chose that', async () => {
    const { keyring, autoLock } = await unlocked();
    await keyring.setAutoLock(null);
    await autoLock.schedule();
    expect(browser.alarm()).toBeNull();
    clock += 1000 * MINUTE;
    expect(await keyring.isOpen()).toBe(true);
    clock -= 2000 * MINUTE;
    expect(await keyring.isOpen()).toBe(true);
    expect(await keyring.autoLock()).toBeNull();
  });

  it('has no alarm while it is locked', async () => {
    const { autoLock } = await newWorker();
    await autoLock.schedule();
    expect(browser.alarm()).toBeNull();
  });
});

describe('by what the browser reports', () => {
  it('locks when the computer was idle for that long', async () => {
    const { lock } = await unlocked();
    browser.state = 'idle';
    await browser.change('idle');
    expect(lock).toHaveBeenCalledOnce();
  });

  it('does not lock after another idle time than the chosen one', async () => {
    const { lock } = await unlocked();
    browser.state = 'active';
    await browser.change('idle');
    await browser.change('active');
    expect(lock).not.toHaveBeenCalled();
  });

  it('at once when the screen is locked, even if it is never locked by time', async () => {
    const { keyring, lock } = await unlocked();
    await keyring.setAutoLock(null);
    await browser.change('locked');
    expect(lock).toHaveBeenCalledOnce();
    await browser.change('locked');
    expect(lock, 'once').toHaveBeenCalledOnce();
  });
});
