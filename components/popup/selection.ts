import type { ServerView } from '@/utils/messaging/views';

/** More rows could not be rendered within a frame. */
export const MAX_ROWS = 200;
/** What a page key moves by: one row less than is visible. */
const PAGE_ROWS = 8;

/** The first servers, and the selected one wherever it is. */
export function serversWithRow(servers: ServerView[], selectedId: string | null): ServerView[] {
  if (servers.length <= MAX_ROWS) return servers;
  const further = servers.slice(MAX_ROWS).filter((server) => server.id === selectedId);
  return [...servers.slice(0, MAX_ROWS), ...further];
}

/** Index of the server with this id, else 0; -1 in an empty list. */
export function selectedIndex(servers: readonly ServerView[], id: string | null): number {
  if (servers.length === 0) return -1;
  const index = id === null ? -1 : servers.findIndex((server) => server.id === id);
  return Math.max(index, 0);
}

/** The row that a key selects, or null. Arrows wrap around, page keys do not. */
export function moveSelection(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowUp':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return Math.min(index + PAGE_ROWS, count - 1);
    case 'PageUp':
      return Math.max(index - PAGE_ROWS, 0);
    default:
      return null;
  }
}
