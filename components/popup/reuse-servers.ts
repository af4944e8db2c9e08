import type { ServerView } from '@/utils/messaging/views';

/** The new list with the old objects of unchanged servers, whose rows need no rendering. The old list if all are. */
export function reuseServers(before: ServerView[], after: ServerView[]): ServerView[] {
  const oldById = new Map(before.map((server) => [server.id, server]));
  const reused = after.map((server) => {
    const old = oldById.get(server.id);
    return old !== undefined && sameServer(old, server) ? old : server;
  });
  const unchanged = reused.length === before.length && reused.every((server, index) => server === before[index]);
  return unchanged ? before : reused;
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
