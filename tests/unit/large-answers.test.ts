import { expect, it } from 'vitest';
import { projectViews, serverView } from '@/utils/consoles/server-views';
import { computeEndpoints, readCatalog, regionsOf } from '@/utils/openstack/catalog';
import { readServer } from '@/utils/openstack/compute/server-record';
import { signInFault } from '@/utils/openstack/identity/errors';
import { safeFaultFacts } from '@/utils/openstack/safe-facts';

const many = <T>(count: number, entry: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => entry(index));
const endpoint = (region: string) => ({ interface: 'public', region, url: `https://${region}.example.org` });
const project = (id: string, name: string) => ({ id, name, domainId: 'd', enabled: true, description: '' });

function catalogOf(count: number): void {
  const catalog = readCatalog([{ type: 'compute', endpoints: many(count, (index) => endpoint(`r${index}`)) }]);
  computeEndpoints(catalog, { interface: 'public' });
  regionsOf(catalog, { interface: 'public', regions: many(count, (index) => `r${index}`) });
}

function missingMethods(count: number): void {
  const names = many(count, (index) => `m${index}`);
  const receipt = { methods: names, issued_at: '2026-01-02T03:04:05Z', expires_at: '2026-01-02T03:09:05Z' };
  const headers = new Headers({ 'openstack-auth-receipt': 'r' });
  const body = { receipt, required_auth_methods: names.map((name) => [name, 'totp']) };
  const fault = signInFault(['password'], false)({ status: 401, headers, body, message: '' });
  safeFaultFacts(fault.facts ?? {}, ['secret']);
}

const COUNT = 60_000;
/** Limit of CPU time, in ms; quadratic work takes more than ten times as long. */
const MAX_MS = 2_500;

it.each<[string, (count: number) => unknown]>([
  [
    'projects of different names',
    (count) => projectViews(many(count, (index) => project(`${index}`, `name ${index}`))),
  ],
  ['projects of one name', (count) => projectViews(many(count, (index) => project(`${index}`, 'same')))],
  ['regions', catalogOf],
  ['missing methods', missingMethods],
  [
    'addresses of a server',
    (count) => {
      const addresses = { net: many(count, (index) => ({ addr: `10.0.0.${index}`, 'OS-EXT-IPS:type': 'floating' })) };
      serverView(readServer({ id: 'id', status: 'ACTIVE', addresses }));
    },
  ],
  [
    'networks of a server',
    (count) => {
      const networks = many(count, (index) => [`net ${index}`, [{ addr: '10.0.0.1' }]] as const);
      serverView(readServer({ id: 'id', status: 'ACTIVE', addresses: Object.fromEntries(networks) as never }));
    },
  ],
])('60,000 %s are read in linear time', (_, read) => {
  const before = process.cpuUsage();
  read(COUNT);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(MAX_MS);
});

it('says which projects share a name, and where a list was cut', () => {
  const views = projectViews([project('1', 'b'), project('2', 'a'), project('3', 'b'), project('1', 'b')], true);
  expect(views.map(({ name, domainId }) => [name, domainId])).toEqual([
    ['a', undefined],
    ...[1, 2, 3].map(() => ['b', 'd']),
  ]);
  expect(views.map(({ isCutAfter }) => isCutAfter)).toEqual([undefined, undefined, undefined, true]);
});

it('shows no more of a server than can be sent back', () => {
  const long = '🔑'.repeat(300);
  const addresses = { net: many(500, () => ({ addr: long })) };
  const record = { id: 'id', status: long, name: long, addresses, flavor: { original_name: long } };
  const view = serverView(readServer(record as never));
  expect(view.addresses).toHaveLength(100);
  for (const text of [view.name, view.status, view.flavor, ...view.addresses]) {
    expect(text?.length).toBeLessThanOrEqual(255);
    expect(text?.isWellFormed()).toBe(true);
  }
});
