import { expect, it } from 'vitest';
import { reuseServers } from '@/components/popup/reuse-servers';
import { MAX_ROWS, moveSelection, selectedIndex, serversWithRow } from '@/components/popup/selection';
import { demoServers, fakeServer, manyServers } from '@/tests/unit/components/fake-data';

it('arrows wrap around, page keys and Home and End stop at the ends', () => {
  expect(moveSelection('ArrowDown', 0, 3)).toBe(1);
  expect(moveSelection('ArrowDown', 2, 3)).toBe(0);
  expect(moveSelection('ArrowUp', 0, 3)).toBe(2);
  expect(moveSelection('PageDown', 0, 100)).toBe(8);
  expect(moveSelection('PageDown', 98, 100)).toBe(99);
  expect(moveSelection('PageUp', 3, 100)).toBe(0);
  expect(moveSelection('End', 3, 100)).toBe(99);
  expect(moveSelection('Home', 3, 100)).toBe(0);
});

it('other keys, and any key in an empty list, move nothing', () => {
  expect(moveSelection('a', 0, 3)).toBeNull();
  expect(moveSelection('ArrowDown', -1, 0)).toBeNull();
});

it('the selection is the chosen server, else the first', () => {
  expect(selectedIndex(demoServers, demoServers[2]!.id)).toBe(2);
  expect(selectedIndex(demoServers, 'gone')).toBe(0);
  expect(selectedIndex(demoServers, null)).toBe(0);
  expect(selectedIndex([], null)).toBe(-1);
});

it('a refresh keeps the objects of servers that have not changed', () => {
  const fresh = demoServers.map((server) => ({ ...server, addresses: [...server.addresses] }));
  expect(reuseServers(demoServers, fresh)).toBe(demoServers);

  fresh[1] = { ...fresh[1]!, status: 'SHUTOFF', obstacle: 'shutoff' };
  const shared = reuseServers(demoServers, [...fresh, fakeServer(99, 'new')]);
  expect(shared[0]).toBe(demoServers[0]);
  expect(shared[1]).toBe(fresh[1]);
  expect(shared).toHaveLength(demoServers.length + 1);
});

it('the first servers have a row, and so has the selected one wherever it is', () => {
  const servers = manyServers(MAX_ROWS + 50);
  const ids = (list: typeof servers) => list.map(({ id }) => id);
  const first = servers.slice(0, MAX_ROWS);
  expect(serversWithRow(demoServers, null)).toBe(demoServers);
  expect(ids(serversWithRow(servers, null))).toEqual(ids(first));
  expect(ids(serversWithRow(servers, servers[3]!.id))).toEqual(ids(first));
  expect(ids(serversWithRow(servers, servers[MAX_ROWS + 9]!.id))).toEqual([...ids(first), servers[MAX_ROWS + 9]!.id]);
});
