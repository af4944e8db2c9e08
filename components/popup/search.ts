import { statusWord } from '@/utils/explain/server-status';
import type { ServerView } from '@/utils/messaging/views';

/** Canonical composition (NFC), lower case. */
function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

interface Entry {
  server: ServerView;
  /** name first */
  text: string;
  nameEnd: number;
}

const entryCache = new WeakMap<ServerView, Entry>();
const entriesCache = new WeakMap<readonly ServerView[], Entry[]>();

function entryOf(server: ServerView): Entry {
  let entry = entryCache.get(server);
  if (entry === undefined) {
    const name = fold(server.name ?? '');
    const { id, status, addresses, flavor } = server;
    const rest = fold([status, statusWord(status), id, ...addresses, flavor ?? ''].join('\n'));
    entry = { server, text: `${name}\n${rest}`, nameEnd: name.length };
    entryCache.set(server, entry);
  }
  return entry;
}

function entriesOf(servers: readonly ServerView[]): Entry[] {
  let entries = entriesCache.get(servers);
  if (entries === undefined) {
    entries = servers.map(entryOf);
    entriesCache.set(servers, entries);
  }
  return entries;
}

/** Fills the cache before the first keystroke. */
export function prepareSearch(servers: readonly ServerView[]): void {
  entriesOf(servers);
}

/**
 * The servers with every word of the query in name, status, id, addresses or flavor.
 * Names that begin with the first word come first, then names that contain it.
 */
export function searchServers(servers: ServerView[], query: string): ServerView[] {
  const [first, ...others] = fold(query).split(/\s+/).filter(Boolean);
  if (first === undefined) return servers;
  const [atStart, inName, elsewhere]: [ServerView[], ServerView[], ServerView[]] = [[], [], []];
  for (const { server, text, nameEnd } of entriesOf(servers)) {
    const position = text.indexOf(first);
    if (position < 0 || !others.every((word) => text.includes(word))) continue;
    if (position === 0) atStart.push(server);
    else if (position < nameEnd) inName.push(server);
    else elsewhere.push(server);
  }
  return atStart.concat(inName, elsewhere);
}
