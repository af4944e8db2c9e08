import { statusWord } from '@/utils/explain/status';
import type { ServerView } from '@/utils/messaging/views';

/** Folds text so that what looks the same is found: canonical composition, no case. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Folded once per server, not once per keystroke; the entry dies with its server. */
const haystacks = new WeakMap<ServerView, string>();

function haystackOf(server: ServerView): string {
  let haystack = haystacks.get(server);
  if (haystack === undefined) {
    const { name, id, status, addresses, flavor } = server;
    haystack = fold([name ?? '', status, statusWord(status), id, ...addresses, flavor ?? ''].join('\n'));
    haystacks.set(server, haystack);
  }
  return haystack;
}

/** Prepares the search, so that the first keystroke is as quick as the others. */
export function warmSearch(servers: readonly ServerView[]): void {
  for (const server of servers) haystackOf(server);
}

/**
 * The servers that have every word of the query in their name, status, id, addresses or flavour. Names that begin
 * with the first word come first, then names that have it; otherwise the order stays.
 */
export function searchServers(servers: ServerView[], query: string): ServerView[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const first = words[0];
  if (first === undefined) return servers;
  const ranked: [ServerView[], ServerView[], ServerView[]] = [[], [], []];
  for (const server of servers) {
    const haystack = haystackOf(server);
    if (!words.every((word) => haystack.includes(word))) continue;
    const at = haystack.indexOf(first);
    ranked[at === 0 ? 0 : at < haystack.indexOf('\n') ? 1 : 2].push(server);
  }
  return ranked.flat();
}
