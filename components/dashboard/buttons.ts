import type { ButtonSlot, PageView } from '@/utils/dashboards/adapter';
import { SERVER_ID_ATTRIBUTE } from './added-elements';
import { buttonFactory, showState } from './button';
import { type Clicks, createClicks, type ServerEntry } from './clicks';
import { createMessages } from './messages';
import { createObstacleQueue, type ObstacleQueue } from './obstacle-queue';
import type { DashboardOptions } from './options';

/** Default page size of Horizon. */
const CHUNK_SIZE = 20;

type Entries = Map<string, ServerEntry>;

interface ButtonsContext extends Pick<DashboardOptions, 'document' | 'adapter' | 'texts' | 'signal'> {
  entries: Entries;
  newButton: ReturnType<typeof buttonFactory>;
  obstacles: ObstacleQueue;
  clicks: Clicks;
  /** server id; also after the page replaced the button */
  focusedId: () => string | null;
}

/** All buttons of one page. */
export interface Buttons {
  updateInChunks(view: PageView | null): Generator<void>;
  clearMessagesOfOtherPath(path: string): void;
}

/** @param watched outlives the page's changes; gets the listeners */
export function createButtons(watched: Element, options: DashboardOptions): Buttons {
  const { document, adapter, api, texts, signal } = options;
  const entries: Entries = new Map();
  let readPage: PageView['page'];
  let shownPath: string | null = null;
  const currentPage = () => readPage();
  const messages = createMessages(document, adapter, texts, (id) => entries.get(id)?.button.focus());
  const onAnswer = (id: string, reason: string | null | undefined) => {
    const entry = entries.get(id);
    if (entry !== undefined) clicks.setReason(entry, reason);
  };
  const obstacles = createObstacleQueue(api, currentPage, onAnswer, signal);
  const clicks = createClicks({ options, currentPage, messages, obstacles });
  const focusedId = listenToButtons(watched, entries, clicks, options);
  const newButton = buttonFactory(document, adapter, texts);
  const context: ButtonsContext = {
    document,
    adapter,
    texts,
    signal,
    entries,
    newButton,
    obstacles,
    clicks,
    focusedId,
  };
  return {
    updateInChunks(view) {
      if (view !== null) readPage = view.page;
      return updateButtons(context, view);
    },
    clearMessagesOfOtherPath(path) {
      if (shownPath !== null && shownPath !== path) messages.clearAll();
      shownPath = path;
    },
  };
}

/** Shared listeners: one set per button is slow in long lists. @returns server id of the focused button */
function listenToButtons(watched: Element, entries: Entries, clicks: Clicks, { signal, isByUser }: DashboardOptions) {
  let focusedId: string | null = null;
  const on = (type: string, listener: (entry: ServerEntry, event: Event) => void) =>
    watched.addEventListener(
      type,
      (event) => {
        const button = (event.target as Element).closest(`button[${SERVER_ID_ATTRIBUTE}]`);
        const entry = button && entries.get(button.getAttribute(SERVER_ID_ATTRIBUTE) ?? '');
        if (entry && entry.button === button) listener(entry, event);
      },
      { signal },
    );
  on('pointerover', clicks.cacheSession);
  on('focusin', ({ slot }) => {
    focusedId = slot.server.id;
    clicks.cacheSession();
  });
  // also on removal
  on('focusout', ({ button }) =>
    queueMicrotask(() => {
      if (button.isConnected) focusedId = null;
    }),
  );
  on('click', (entry, event) => {
    if (isByUser(event)) clicks.click(entry, event as UIEvent);
  });
  return () => focusedId;
}

function* updateButtons(context: ButtonsContext, view: PageView | null): Generator<void> {
  const { adapter, entries, signal, texts, clicks, obstacles } = context;
  const shown = new Set<string>();
  let added = 0;
  for (const slot of view?.slots ?? []) {
    const { id } = slot.server;
    if (shown.has(id)) continue;
    shown.add(id);
    const entry = entries.get(id);
    if (entry === undefined || !slot.buttonParent.contains(entry.button)) {
      entry?.button.remove();
      addButton(context, slot, view?.variant ?? 'button');
      // a focus event may end this script
      if (signal.aborted) return;
      added += 1;
      // A single-page app reuses rows: until the end, a slot may hold another server's button.
      if (!adapter.isSinglePageApp && added % CHUNK_SIZE === 0) yield;
    } else if (adapter.isSinglePageApp) {
      const { reason } = entry;
      setSlotAndAsk(context, entry, entry.slot, slot);
      if (entry.reason !== reason) showState(entry.button, slot.server, entry, texts);
      clicks.resume(entry);
    }
  }
  for (const [id, { button, isBusy, isClickWaiting }] of entries) {
    if (shown.has(id)) continue;
    button.remove();
    if (!isClickWaiting) obstacles.cancel(id);
    if (!isBusy && !isClickWaiting) entries.delete(id);
  }
}

function addButton(context: ButtonsContext, slot: ButtonSlot, variant: PageView['variant']): void {
  const { document, entries, clicks, texts } = context;
  const { server } = slot;
  const oldEntry = entries.get(server.id);
  const button = context.newButton(server, variant);
  const entry: ServerEntry = oldEntry ?? newEntry(slot, button);
  setSlotAndAsk(context, entry, oldEntry === undefined ? null : oldEntry.slot, slot);
  entry.button = button;
  entries.set(server.id, entry);
  if (entry.isBusy || entry.reason !== null) showState(button, server, entry, texts);
  slot.insert(button);
  clicks.resume(entry);
  const hadFocus = context.focusedId() === server.id && document.activeElement === document.body;
  if (hadFocus) button.focus({ preventScroll: true });
}

function newEntry(slot: ButtonSlot, button: HTMLElement): ServerEntry {
  return { slot, button, isBusy: false, reason: null, isClickWaiting: false, clickedAt: 0 };
}

/** Asks for obstacles, unless the page proves that the server runs or shows an unchanged state. */
function setSlotAndAsk(
  { obstacles }: ButtonsContext,
  entry: ServerEntry,
  oldSlot: ButtonSlot | null,
  slot: ButtonSlot,
): void {
  const { id, checkStatus } = slot.server;
  entry.slot = slot;
  if (!checkStatus) {
    obstacles.cancel(id);
    entry.reason = null;
  } else if (oldSlot === null || !oldSlot.server.checkStatus || oldSlot.state() !== slot.state()) obstacles.enqueue(id);
}
