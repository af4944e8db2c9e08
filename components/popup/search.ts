import { statusWord } from '@/utils/explain/server-status';
import type { ServerView } from '@/utils/messaging/views';

/** Folds text so that what looks the same is found: canonical composition, no case. */
function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** What is searched of a server, folded once and not at every keystroke. */
interface Entry {
  server: ServerView;
  /** begins with the name */
  text: string;
  nameEnd: number;
}

const entries = new WeakMap<ServerView, Entry>();
const indexes = new WeakMap<readonly ServerView[], Entry[]>();

function entryOf(server: ServerView): Entry {
  let entry = entries.get(server);
  if (entry === undefined) {
    const name = fold(server.name ?? '');
    const { id, status, addresses, flavor } = server;
    const rest = fold([status, statusWord(status), id, ...addresses, flavor ?? ''].join('\n'));
    entry = { server, text: `${name}\n${rest}`, nameEnd: name.length };
    entries.set(server, entry);
  }
  return entry;
}

function indexOf(servers: readonly ServerView[]): Entry[] {
  let index = indexes.get(servers);
  if (index === undefined) {
    index = servers.map(entryOf);
    indexes.set(servers, index);
  }
  return index;
}

/** Prepares the search, so that the first keystroke is as quick as the others. */
export function warmSearch(servers: readonly ServerView[]): void {
  indexOf(servers);
}

/**
 * The servers that have every word of the query in their name, status, id, addresses or flavour. Names that begin
 * with the first word come first, then names that have it; otherwise the order stays.
 */
export function searchServers(servers: ServerView[], query: string): ServerView[] {
  const [first, ...others] = fold(query).split(/\s+/).filter(Boolean);
  if (first === undefined) return servers;
  const [begins, inName, elsewhere]: [ServerView[], ServerView[], ServerView[]] = [[], [], []];
  for (const { server, text, nameEnd } of indexOf(servers)) {
    const at = text.indexOf(first);
    if (at < 0 || !others.every((word) => text.includes(word))) continue;
    if (at === 0) begins.push(server);
    else if (at < nameEnd) inName.push(server);
    else elsewhere.push(server);
  }
  return begins.concat(inName, elsewhere);
}
