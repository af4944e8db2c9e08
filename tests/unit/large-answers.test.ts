import { expect, it } from 'vitest';
import { prepareSearch } from '@/components/popup/search';
import { projectViews, serverView } from '@/utils/consoles/server-views';
import { computeEndpoints, readCatalog, regionsOf } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import { readServer } from '@/utils/openstack/compute/server-record';
import { listServers } from '@/utils/openstack/compute/servers';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { signInFault } from '@/utils/openstack/identity/errors';
import { issueToken } from '@/utils/openstack/identity/tokens';
import { safeFaultFacts } from '@/utils/openstack/safe-facts';
import { stateOfIssuedToken } from '@/utils/sessions/token-store';
import { codeOf } from './openstack/support';

const many = <T>(count: number, entry: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => entry(index));
const endpoint = (region: string) => ({ interface: 'public', region, url: `https://${region}.example.org` });
const SIGN_IN = { identity: { method: 'token', token: 't' }, scope: 'default' } as const;
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

const MARKS = ['\u0315', '\u0323', '\u0327', '\u0334', '\u0591', '\u0f39', '\u0301'];
/** 254 combining marks in another order for each seed. */
const marked = (seed: number) => `a${many(254, (n) => MARKS[(((seed + 7) * (n + 3)) % 1009) % MARKS.length]).join('')}`;

it('10,000 projects named with combining marks do not take long to sort, nor as many servers to search', () => {
  const names = many(10_000, marked);
  const servers = names.map((name, n) => serverView(readServer({ id: `${n}`, name, status: 'X' } as never)));
  const before = process.cpuUsage();
  projectViews(names.map((name, n) => project(`${n}`, name)));
  prepareSearch(servers);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(MAX_MS);
});

it.each<[string, (client: Client) => Promise<unknown>, string]>([
  [
    'addresses',
    (client) => listServers(client, { endpoint: 'https://nova.example.org', token: 't' }),
    `{"servers":[${Array(200).fill(`{"id":"1","status":"A","addresses":{"n":[${Array(5_000).fill(1)}]}}`)}]}`,
  ],
  [
    'endpoints',
    (client) => issueToken(client, 'https://keystone.example.org/v3', SIGN_IN),
    `{"token":{"catalog":[${Array(500).fill(`{"type":"compute","endpoints":[${Array(1000).fill(1)}]}`)}]}}`,
  ],
  [
    'versions',
    (client) => discoverIdentity(client, 'https://keystone.example.org'),
    `{"versions":{"values":[${Array(200_000).fill('{}')}]}}`,
  ],
])('many invalid %s are an answer that is not as documented', async (_, call, text) => {
  expect(await codeOf(call({ fetch: async () => new Response(text) }))).toMatch(/^(SCHEMA_MISMATCH|NOT_KEYSTONE)$/);
});

it('shows names that would turn the text around them without what does so', () => {
  const name = 'web\u202egnp\u2067';
  const shown = 'web\ufffdgnp\ufffd';
  expect(serverView(readServer({ id: 'id', status: name, name } as never))).toMatchObject({
    name: shown,
    status: shown,
  });
  expect(projectViews([project('1', name)])).toMatchObject([{ name: shown }]);
});

it('has a time for a token that ends when no date can be', () => {
  const times = { issuedAt: -8.64e15, expiresAt: 8.64e15 };
  const user = { id: 'u', name: 'u', domain: { id: 'd', name: 'd' } };
  const issued = { ...times, token: 't', user, methods: [], project: null, roles: [], catalog: [] };
  const { expiresAt } = stateOfIssuedToken({ ...issued, scope: 'unscoped' } as never, Date.now());
  expect(new Date(expiresAt ?? Number.NaN).getTime()).toBe(8.64e15);
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
