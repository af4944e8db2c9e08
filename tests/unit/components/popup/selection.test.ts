import { expect, it } from 'vitest';
import { reuseServers } from '@/components/popup/reuse-servers';
import { moveSelection, selectedIndex } from '@/components/popup/selection';
import { blocksOf } from '@/components/popup/use-growth';
import { demoServers, fakeServer } from '@/tests/unit/components/fake-data';

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

it('blocks cover every row once', () => {
  for (const count of [0, 1, 19, 20, 21, 120, 121, 10_000]) {
    const rows = blocksOf(count).flatMap(([start, end]) =>
      Array.from({ length: end - start }, (_, row) => start + row),
    );
    expect(rows).toEqual(Array.from({ length: count }, (_, row) => row));
  }
});
