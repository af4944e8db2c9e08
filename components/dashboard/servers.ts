import type { ButtonSlot, PageView } from '@/utils/dashboards/adapter';
import { type ButtonState, buttonFactory, showState } from './button';
import { MARK } from './mark';
import { messagesOn } from './messages';
import { createObstacles } from './obstacles';
import type { DashboardOptions } from './options';

/** A console's way is made ready at most this often, in ms. */
const PREPARE_EVERY = 20_000;

/** How many buttons are a piece: as many as a page of a list has, unless a person wants more. */
const PIECE = 20;

/** What is known of one server; it outlives the row it is shown in. */
interface Entry extends ButtonState {
  slot: ButtonSlot;
  button: HTMLElement;
  /** a click waits for the news of whether the server can have a console now */
  isWanted: boolean;
}

export interface Servers {
  /**
   * Adds the buttons that are missing, keeps those that are there, takes away those of servers no longer shown. It is
   * work in pieces, since each button of a long list has its price.
   */
  fill(view: PageView | null): Generator<void>;
  /** Takes away what was said on the page before, where the path is another one. */
  leave(path: string): void;
}

/** The servers below an element of a page, their buttons, and what clicks on them do. */
export function createServers(
  watched: Element,
  { document, adapter, api, words, signal, reload, isByPerson }: DashboardOptions,
): Servers {
  const entries = new Map<string, Entry>();
  const newButton = buttonFactory(document, adapter, words);
  const messages = messagesOn(document, adapter, words, (id) => entries.get(id)?.button.focus());
  const obstacles = createObstacles(api, () => page(), tell, signal);
  let page: PageView['page'];
  let path: string | null = null;
  /** the server whose button has the focus, to give it back when the dashboard makes the row anew */
  let focused: string | null = null;
  let prepared = Number.NEGATIVE_INFINITY;

  const show = (entry: Entry) => showState(entry.button, entry.slot.server, entry, words);

  function prepare(): void {
    const now = performance.now();
    if (now - prepared < PREPARE_EVERY) return;
    prepared = now;
    api.prepare(page());
  }

  function tell(id: string, told: string | null | undefined): void {
    const entry = entries.get(id);
    if (entry === undefined) return;
    const { isWanted } = entry;
    // Where nobody answered, a click has to find out, and what was known before holds.
    const reason = told === undefined && !isWanted ? entry.reason : (told ?? null);
    if (!isWanted && entry.reason === reason) return;
    entry.reason = reason;
    entry.isWanted = false;
    if (isWanted) entry.isBusy = false;
    show(entry);
    if (!isWanted) return;
    if (reason === null) void open(entry);
    else messages.show(entry.slot.server, { sentence: reason, nextStep: '', technical: null, action: null });
  }

  function clicked(entry: Entry): void {
    if (entry.isBusy || signal.aborted) return;
    messages.clear(entry.slot.server.id);
    if (entry.reason === null) {
      void open(entry);
      return;
    }
    // It may have been started meanwhile, where nobody saw it.
    entry.isWanted = true;
    entry.isBusy = true;
    show(entry);
    obstacles.ask(entry.slot.server.id);
  }

  async function open(entry: Entry): Promise<void> {
    const { server } = entry.slot;
    entry.isBusy = true;
    show(entry);
    const trouble = await api.open(page(), server);
    if (signal.aborted) return;
    entry.isBusy = false;
    show(entry);
    if (trouble === null) return;
    messages.show(server, trouble, (event) => {
      if (!isByPerson(event)) return;
      if (trouble.action?.kind === 'reload') return reload();
      if (trouble.action?.kind === 'settings') return api.openSettings(page());
      entry.button.focus();
      clicked(entry);
    });
  }

  function add(slot: ButtonSlot, variant: PageView['variant']): void {
    const { server } = slot;
    const before = entries.get(server.id);
    const button = newButton(server, variant);
    const entry: Entry = before ?? { slot, button, isBusy: false, reason: null, isWanted: false };
    notice(entry, before === undefined ? null : before.slot, slot);
    entry.button = button;
    entries.set(server.id, entry);
    if (entry.isBusy || entry.reason !== null) show(entry);
    slot.put(button);
    carryOn(entry);
    if (focused === server.id && document.activeElement === document.body) button.focus({ preventScroll: true });
  }

  /** Compares what a place says of its server with what one said before; asks about what is news. */
  function notice(entry: Entry, before: ButtonSlot | null, slot: ButtonSlot): void {
    const { id, check } = slot.server;
    entry.slot = slot;
    if (!check) {
      obstacles.forget(id);
      entry.reason = null;
    } else if (before === null || !before.server.check || before.state() !== slot.state()) obstacles.ask(id);
  }

  /** A click that waits for news opens at once where the page itself proves by now that the server runs. */
  function carryOn(entry: Entry): void {
    if (!entry.isWanted || entry.slot.server.check) return;
    entry.isWanted = false;
    void open(entry);
  }

  // Three listeners for all buttons: hundreds would be most of the work of a long list.
  const listen = (type: string, act: (entry: Entry, event: Event) => void) =>
    watched.addEventListener(
      type,
      (event) => {
        const button = (event.target as Element).closest(`button[${MARK}]`);
        const entry = button && entries.get(button.getAttribute(MARK) ?? '');
        if (entry && entry.button === button) act(entry, event);
      },
      { signal },
    );
  listen('pointerover', prepare);
  listen('focusin', ({ slot }) => {
    focused = slot.server.id;
    prepare();
  });
  // Browsers tell it of a button that is taken out, too.
  listen('focusout', ({ button }) =>
    queueMicrotask(() => {
      if (button.isConnected) focused = null;
    }),
  );
  listen('click', (entry, event) => {
    if (isByPerson(event)) clicked(entry);
  });

  return {
    *fill(view) {
      if (view !== null) page = view.page;
      const shown = new Set<string>();
      let added = 0;
      for (const slot of view?.slots ?? []) {
        const { id } = slot.server;
        // One button for a server, though two places may say that they are the same one's.
        if (shown.has(id)) continue;
        shown.add(id);
        const known = entries.get(id);
        if (known === undefined || !slot.holder.contains(known.button)) {
          known?.button.remove();
          add(slot, view?.variant ?? 'button');
          // The page may have ended us, where it heard of the focus that its row got back.
          if (signal.aborted) return;
          added += 1;
          // What changes in place may hold the wrong button until all is done.
          if (!adapter.changesInPlace && added % PIECE === 0) yield;
        } else if (adapter.changesInPlace) {
          const { reason } = known;
          notice(known, known.slot, slot);
          if (known.reason !== reason) show(known);
          carryOn(known);
        }
      }
      for (const [id, { button, isBusy, isWanted }] of entries) {
        if (shown.has(id)) continue;
        button.remove();
        if (!isBusy && !isWanted) entries.delete(id);
      }
    },
    leave(now) {
      if (path !== null && path !== now) messages.clearAll();
      path = now;
    },
  };
}
