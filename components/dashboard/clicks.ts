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

interface ClicksContext {
  options: DashboardOptions;
  currentPage: PageView['page'];
  messages: Messages;
  obstacles: ObstacleQueue;
  busy: Set<ServerEntry>;
}

/** Opens consoles, shows errors, and caches the session at most every 20 s. */
export function createClicks(given: Omit<ClicksContext, 'busy'>): Clicks {
  const context: ClicksContext = { ...given, busy: new Set() };
  const { api } = given.options;
  let cachedAt = Number.NEGATIVE_INFINITY;
  return {
    click: (entry, event) => click(context, entry, event),
    cacheSession() {
      const now = performance.now();
      if (now - cachedAt < CACHE_INTERVAL_MS) return;
      cachedAt = now;
      api.cacheSession(context.currentPage());
    },
    setReason: (entry, answer) => setReason(context, entry, answer),
    resume(entry) {
      if (!entry.isClickWaiting || entry.slot.server.checkStatus) return;
      entry.isClickWaiting = false;
      void open(context, entry);
    },
  };
}

function show({ options, busy }: ClicksContext, entry: ServerEntry, isBusy: boolean): void {
  entry.isBusy = isBusy;
  busy[isBusy ? 'add' : 'delete'](entry);
  showState(entry.button, entry.slot.server, entry, options.texts);
}

function click(context: ClicksContext, entry: ServerEntry, { timeStamp, detail }: UIEvent): void {
  const { id } = entry.slot.server;
  if (entry.isBusy || context.options.signal.aborted) return;
  // A key that is held down clicks again and again, wherever the page moves the focus. `detail`: 0 without a pointer
  if (detail === 0 && context.busy.size > 0) return;
  entry.clickedAt = timeStamp;
  context.messages.clear(id);
  if (entry.reason === null) {
    void open(context, entry);
    return;
  }
  // may have been started
  entry.isClickWaiting = true;
  show(context, entry, true);
  context.obstacles.enqueue(id);
}

async function open(context: ClicksContext, entry: ServerEntry): Promise<void> {
  const { api, signal, reload, isByUser } = context.options;
  const { server } = entry.slot;
  if (performance.now() - entry.clickedAt > MAX_CLICK_AGE_MS) return show(context, entry, false);
  show(context, entry, true);
  const error = await api.open(context.currentPage(), server);
  if (signal.aborted) return;
  show(context, entry, false);
  if (error === null) return;
  context.messages.show(server, error, (event) => {
    if (!isByUser(event)) return;
    if (error.action?.kind === 'reload') return reload();
    if (error.action?.kind === 'settings') return api.openSettings(context.currentPage());
    entry.button.focus();
    click(context, entry, event);
  });
}

function setReason(context: ClicksContext, entry: ServerEntry, answer: string | null | undefined): void {
  const { isClickWaiting } = entry;
  // without an answer a waiting click opens
  const reason = answer === undefined && !isClickWaiting ? entry.reason : (answer ?? null);
  if (!isClickWaiting && entry.reason === reason) return;
  entry.reason = reason;
  entry.isClickWaiting = false;
  show(context, entry, isClickWaiting ? false : entry.isBusy);
  if (!isClickWaiting) return;
  if (reason === null) void open(context, entry);
  else context.messages.show(entry.slot.server, { sentence: reason, nextStep: '', failedCall: null, action: null });
}
