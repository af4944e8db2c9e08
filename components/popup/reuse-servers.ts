import type { ServerView } from '@/utils/messaging/views';

/**
 * The new list, made of the old list's objects wherever a server has not changed, so that a refresh redraws only
 * rows that differ. The very same array where nothing has changed at all.
 */
export function reuseServers(before: ServerView[], after: ServerView[]): ServerView[] {
  const known = new Map(before.map((server) => [server.id, server]));
  const shared = after.map((server) => {
    const old = known.get(server.id);
    return old !== undefined && sameServer(old, server) ? old : server;
  });
  const unchanged = shared.length === before.length && shared.every((server, index) => server === before[index]);
  return unchanged ? before : shared;
}

function sameServer(a: ServerView, b: ServerView): boolean {
  return (
    a.name === b.name &&
    a.status === b.status &&
    a.taskState === b.taskState &&
    a.obstacle === b.obstacle &&
    a.flavor === b.flavor &&
    a.addresses.length === b.addresses.length &&
    a.addresses.every((address, index) => address === b.addresses[index])
  );
}
