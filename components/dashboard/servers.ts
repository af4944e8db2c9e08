import type { DashboardPage } from '@/utils/messaging/dashboard';
import type { Place, View } from '@/utils/readers/reader';
import { type ButtonState, buttonFactory, showState } from './button';
import type { DashboardOptions } from './dashboard';
import { MARK } from './mark';
import { messagesOn } from './messages';

/** A console's way is made ready at most this often, in ms. */
const PREPARE_EVERY = 20_000;

/** What is known of one server; it outlives the row it is shown in. */
interface Entry extends ButtonState {
  place: Place;
  button: HTMLElement;
  /** the last request for obstacles that is about this server; answers to earlier ones are late */
  request: object | null;
}

export interface Servers {
  /** Adds the buttons that are missing, keeps those that are there. */
  fill(view: View): void;
}

/** The servers below an element of a page, their buttons, and what clicks on them do. */
export function createServers(
  watched: Element,
  { document, reader, api, words, signal, reload, isByPerson }: DashboardOptions,
): Servers {
  const entries = new Map<string, Entry>();
  const newButton = buttonFactory(document, reader, words);
  const messages = messagesOn(document, reader, words, (id) => entries.get(id)?.button.focus());
  let page: DashboardPage;
  let prepared = Number.NEGATIVE_INFINITY;

  const show = (entry: Entry) => showState(entry.button, entry.place.server, entry, words);

  function prepare(): void {
    const now = performance.now();
    if (now - prepared < PREPARE_EVERY) return;
    prepared = now;
    api.prepare(page);
  }

  async function open(entry: Entry): Promise<void> {
    if (entry.isBusy || entry.reason !== null || signal.aborted) return;
    const { server } = entry.place;
    entry.isBusy = true;
    show(entry);
    messages.clear(server.id);
    const trouble = await api.open(page, server);
    if (signal.aborted) return;
    entry.isBusy = false;
    show(entry);
    if (trouble === null) return;
    messages.show(server, trouble, (event) => {
      if (!isByPerson(event)) return;
      if (trouble.action?.kind === 'reload') return reload();
      if (trouble.action?.kind === 'settings') return api.openSettings(page);
      entry.button.focus();
      void open(entry);
    });
  }

  async function askObstacles(asked: Entry[]): Promise<void> {
    const request = {};
    for (const entry of asked) entry.request = request;
    const reasons = await api.obstacles(
      page,
      asked.map(({ place }) => place.server.id),
    );
    for (const entry of signal.aborted ? [] : asked) {
      if (entry.request !== request) continue;
      entry.reason = reasons[entry.place.server.id] ?? null;
      show(entry);
    }
  }

  /** @returns the entry if the background has to say whether its server can have a console; else null. */
  function add(place: Place): Entry | null {
    const { id, check } = place.server;
    const before = entries.get(id);
    const button = newButton(place.server);
    const entry: Entry = before ?? { place, button, isBusy: false, reason: null, request: null };
    const isNews = before === undefined || !before.place.server.check || before.place.state() !== place.state();
    if (!check) {
      entry.reason = null;
      entry.request = null;
    }
    entry.place = place;
    entry.button = button;
    entries.set(id, entry);
    if (entry.isBusy || entry.reason !== null) show(entry);
    place.put(button);
    return check && isNews ? entry : null;
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
  listen('focusin', prepare);
  listen('click', (entry, event) => {
    if (isByPerson(event)) void open(entry);
  });

  return {
    fill(view) {
      page = view.page;
      const asked: Entry[] = [];
      for (const place of view.places) {
        const known = entries.get(place.server.id);
        // One button for a server: two places may say that they are the same one's, or an older script was first.
        if (known && (known.button.isConnected || place.holder.querySelector(`[${MARK}]`))) continue;
        const entry = add(place);
        if (entry !== null) asked.push(entry);
      }
      if (asked.length > 0) void askObstacles(asked);
    },
  };
}
