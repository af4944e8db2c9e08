import type { ButtonSlot, PageView } from '@/utils/dashboards/adapter';
import { type ButtonState, showState } from './button';
import type { Messages } from './messages';
import type { ObstacleQueue } from './obstacle-queue';
import type { DashboardOptions } from './options';

const CACHE_INTERVAL_MS = 20_000;

/** A page can hold a click back: it may block its frame, or change the row for ever while the click waits. */
const MAX_CLICK_AGE_MS = 30_000;

/** State of a server; survives a new row. */
export interface ServerEntry extends ButtonState {
  slot: ButtonSlot;
  button: HTMLElement;
  /** a click waits for the obstacle queue */
  isClickWaiting: boolean;
  /** of the last click; as `performance.now()` */
  clickedAt: number;
}

/** What clicks and obstacles do to a button. */
export interface Clicks {
  click(entry: ServerEntry, event: UIEvent): void;
  cacheSession(): void;
  setReason(entry: ServerEntry, reason: string | null | undefined): void;
  /** Ends the wait of a click once the page proves that the server runs. */
  resume(entry: ServerEntry): void;
}

interface Parts {
  options: DashboardOptions;
  currentPage: PageView['page'];
  messages: Messages;
  obstacles: ObstacleQueue;
  busy: Set<ServerEntry>;
}

/** Opens consoles, shows errors, and caches the session at most every 20 s. */
export function createClicks(given: Omit<Parts, 'busy'>): Clicks {
  const parts: Parts = { ...given, busy: new Set() };
  const { api } = given.options;
  let cachedAt = Number.NEGATIVE_INFINITY;
  return {
    click: (entry, event) => click(parts, entry, event),
    cacheSession() {
      const now = performance.now();
      if (now - cachedAt < CACHE_INTERVAL_MS) return;
      cachedAt = now;
      api.cacheSession(parts.currentPage());
    },
    setReason: (entry, answer) => setReason(parts, entry, answer),
    resume(entry) {
      if (!entry.isClickWaiting || entry.slot.server.checkStatus) return;
      entry.isClickWaiting = false;
      void open(parts, entry);
    },
  };
}

function show({ options, busy }: Parts, entry: ServerEntry, isBusy: boolean): void {
  entry.isBusy = isBusy;
  busy[isBusy ? 'add' : 'delete'](entry);
  showState(entry.button, entry.slot.server, entry, options.texts);
}

function click(parts: Parts, entry: ServerEntry, { timeStamp, detail }: UIEvent): void {
  const { id } = entry.slot.server;
  if (entry.isBusy || parts.options.signal.aborted) return;
  // A key that is held down clicks again and again, wherever the page moves the focus. `detail`: 0 without a pointer
  if (detail === 0 && parts.busy.size > 0) return;
  entry.clickedAt = timeStamp;
  parts.messages.clear(id);
  if (entry.reason === null) {
    void open(parts, entry);
    return;
  }
  // may have been started
  entry.isClickWaiting = true;
  show(parts, entry, true);
  parts.obstacles.enqueue(id);
}

async function open(parts: Parts, entry: ServerEntry): Promise<void> {
  const { api, signal, reload, isByUser } = parts.options;
  const { server } = entry.slot;
  if (performance.now() - entry.clickedAt > MAX_CLICK_AGE_MS) return show(parts, entry, false);
  show(parts, entry, true);
  const error = await api.open(parts.currentPage(), server);
  if (signal.aborted) return;
  show(parts, entry, false);
  if (error === null) return;
  parts.messages.show(server, error, (event) => {
    if (!isByUser(event)) return;
    if (error.action?.kind === 'reload') return reload();
    if (error.action?.kind === 'settings') return api.openSettings(parts.currentPage());
    entry.button.focus();
    click(parts, entry, event);
  });
}

function setReason(parts: Parts, entry: ServerEntry, answer: string | null | undefined): void {
  const { isClickWaiting } = entry;
  // without an answer a waiting click opens
  const reason = answer === undefined && !isClickWaiting ? entry.reason : (answer ?? null);
  if (!isClickWaiting && entry.reason === reason) return;
  entry.reason = reason;
  entry.isClickWaiting = false;
  show(parts, entry, isClickWaiting ? false : entry.isBusy);
  if (!isClickWaiting) return;
  if (reason === null) void open(parts, entry);
  else parts.messages.show(entry.slot.server, { sentence: reason, nextStep: '', failedCall: null, action: null });
}
