import type { ServerView } from '@/utils/messaging/views';

/** Rows a page key moves by: what fits the list, less one to keep one's bearings. */
const PAGE = 8;

/** Where the selection is: on the server the person chose, or on the first row. -1 in an empty list. */
export function selectedIndex(servers: readonly ServerView[], id: string | null): number {
  if (servers.length === 0) return -1;
  const index = id === null ? -1 : servers.findIndex((server) => server.id === id);
  return Math.max(index, 0);
}

/** Where a key moves the selection to; null: the key moves nothing. Arrows wrap around, page keys do not. */
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
      return Math.min(index + PAGE, count - 1);
    case 'PageUp':
      return Math.max(index - PAGE, 0);
    default:
      return null;
  }
}
