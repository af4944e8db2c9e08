import type { ButtonSlot, PageView } from '@/utils/dashboards/adapter';
import { type ButtonState, showState } from './button';
import type { Messages } from './messages';
import type { ObstacleQueue } from './obstacle-queue';
import type { DashboardOptions } from './options';

const PREPARE_INTERVAL_MS = 20_000;

/** What is known of one server; outlives its row. */
export interface ServerEntry extends ButtonState {
  slot: ButtonSlot;
  button: HTMLElement;
  /** a click waits for the answer whether the server can have a console */
  isClickWaiting: boolean;
}

export interface Clicks {
  click(entry: ServerEntry): void;
  /** to be called when a click may follow */
  prepare(): void;
  /** to be called with an answer of the obstacle queue */
  setReason(entry: ServerEntry, reason: string | null | undefined): void;
  /** Lets a waiting click open where the page proves by now that the server runs. */
  resume(entry: ServerEntry): void;
}

export function createClicks(
  { api, words, signal, reload, isByUser }: DashboardOptions,
  { currentPage, messages, obstacles }: { currentPage: PageView['page']; messages: Messages; obstacles: ObstacleQueue },
): Clicks {
  let preparedAt = Number.NEGATIVE_INFINITY;

  function show(entry: ServerEntry, isBusy: boolean): void {
    entry.isBusy = isBusy;
    showState(entry.button, entry.slot.server, entry, words);
  }

  function click(entry: ServerEntry): void {
    if (entry.isBusy || signal.aborted) return;
    messages.clear(entry.slot.server.id);
    if (entry.reason === null) {
      void open(entry);
      return;
    }
    // It may have been started since.
    entry.isClickWaiting = true;
    show(entry, true);
    obstacles.ask(entry.slot.server.id);
  }

  async function open(entry: ServerEntry): Promise<void> {
    const { server } = entry.slot;
    show(entry, true);
    const error = await api.open(currentPage(), server);
    if (signal.aborted) return;
    show(entry, false);
    if (error === null) return;
    messages.show(server, error, (event) => {
      if (!isByUser(event)) return;
      if (error.action?.kind === 'reload') return reload();
      if (error.action?.kind === 'settings') return api.openSettings(currentPage());
      entry.button.focus();
      click(entry);
    });
  }

  return {
    click,
    prepare() {
      const now = performance.now();
      if (now - preparedAt < PREPARE_INTERVAL_MS) return;
      preparedAt = now;
      api.prepare(currentPage());
    },
    setReason(entry, answer) {
      const { isClickWaiting } = entry;
      // Without an answer, a waiting click finds out by opening.
      const reason = answer === undefined && !isClickWaiting ? entry.reason : (answer ?? null);
      if (!isClickWaiting && entry.reason === reason) return;
      entry.reason = reason;
      entry.isClickWaiting = false;
      show(entry, isClickWaiting ? false : entry.isBusy);
      if (!isClickWaiting) return;
      if (reason === null) void open(entry);
      else messages.show(entry.slot.server, { sentence: reason, nextStep: '', technical: null, action: null });
    },
    resume(entry) {
      if (!entry.isClickWaiting || entry.slot.server.check) return;
      entry.isClickWaiting = false;
      void open(entry);
    },
  };
}
