import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Adds permissions and a toolbar button to the fake browser. */
export function stubBrowser({ granted = () => true }: { granted?: (origin: string) => boolean } = {}): {
  badge: () => string;
} {
  let badge = '';
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async ({ origins = [] }) => origins.every(granted));
  vi.spyOn(fakeBrowser.permissions, 'remove').mockImplementation(async () => true);
  vi.spyOn(fakeBrowser.action, 'setBadgeText').mockImplementation(
    async ({ text }: { text?: string | null | undefined }) => {
      badge = text ?? '';
    },
  );
  vi.spyOn(fakeBrowser.action, 'setBadgeBackgroundColor').mockImplementation(async () => undefined);
  vi.spyOn(fakeBrowser.action, 'openPopup').mockRejectedValue(new Error('no window'));
  return { badge: () => badge };
}

/** The browser's alarms and idle state, set by the test. */
export interface FakeIdle {
  /** the current idle state */
  state: 'active' | 'idle' | 'locked';
  /** time of the alarm, ms since the epoch */
  alarm(): number | null;
  /** the idle interval in s */
  interval(): number | null;
  /** fires the alarm, and waits for its effect */
  ring(): Promise<void>;
  /** waits for its effect too */
  change(state: FakeIdle['state']): Promise<void>;
}

/** Listeners of the background give a promise of their effect. */
type Listener<T> = (event: T) => unknown;

export function stubAlarmsAndIdle(): FakeIdle {
  let when: number | null = null;
  let interval: number | null = null;
  const rung = new Set<Listener<{ name: string }>>();
  const changed = new Set<Listener<FakeIdle['state']>>();
  const fake: FakeIdle = {
    state: 'idle',
    alarm: () => when,
    interval: () => interval,
    async ring() {
      await Promise.all([...rung].map((listener) => listener({ name: 'auto-lock' })));
    },
    async change(state) {
      await Promise.all([...changed].map((listener) => listener(state)));
    },
  };
  Object.assign(fakeBrowser, {
    alarms: {
      create: (_: string, info: { when: number }) => {
        when = info.when;
      },
      clear: async () => {
        when = null;
      },
      onAlarm: { addListener: (listener: Listener<{ name: string }>) => rung.add(listener) },
    },
    idle: {
      setDetectionInterval: (seconds: number) => {
        interval = seconds;
      },
      queryState: async () => fake.state,
      onStateChanged: { addListener: (listener: Listener<FakeIdle['state']>) => changed.add(listener) },
    },
  });
  return fake;
}
