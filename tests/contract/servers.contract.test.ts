import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { microversionHeaders, type NovaConnection } from '@/utils/openstack/compute/access';
import { listServers, type Server, showServer } from '@/utils/openstack/compute/servers';
import { discoverCompute } from '@/utils/openstack/compute/versions';
import { request } from '@/utils/openstack/http';
import { issueToken } from '@/utils/openstack/identity/tokens';
import { client, connectToNova, openTarget, serviceErrorOf } from './target';

const UNKNOWN_SERVER_ID = '00000000-0000-0000-0000-000000000000';
const ids = (servers: Server[]) => servers.map(({ id }) => id);

const target = await openTarget();
const { reader } = target;
let nova: NovaConnection;
let servers: Server[];
beforeAll(async () => {
  nova = await connectToNova(target.demo);
  servers = await listServers(client, nova);
});
afterAll(() => target.close());

describe('versions', () => {
  it('are listed without a token', async () => {
    const found = await discoverCompute(client, nova.endpoint);
    expect(found).toMatchObject({ id: 'v2.1', minVersion: '2.1' });
    expect(found.version).toMatch(/^2\.\d+$/);
  });

  it('that the cloud lacks are refused with its range', async () => {
    const { version } = await discoverCompute(client, nova.endpoint);
    const ask = (microversion: string) =>
      request(client, {
        service: 'compute',
        method: 'GET',
        url: `${nova.endpoint}/servers/detail`,
        headers: { 'X-Auth-Token': nova.token, ...microversionHeaders(microversion) },
      });
    expect(await serviceErrorOf(ask('2.999'))).toMatchObject({
      code: 'MICROVERSION_UNSUPPORTED',
      facts: { status: 406, microversions: { min: '2.1', max: version } },
    });
    expect((await serviceErrorOf(ask('six'))).code).toBe('BAD_REQUEST');
  });
});

describe('the list of servers', () => {
  it('has names, statuses and flavors', () => {
    expect(servers.length).toBeGreaterThan(3);
    for (const { name, status, flavor, created } of servers) {
      expect(name).toBeTruthy();
      expect(status).toMatch(/^[A-Z_]+$/);
      expect(flavor).toBeTruthy();
      expect(Date.parse(created ?? '')).not.toBeNaN();
    }
  });

  it('is the same in several pages', async () => {
    const pages: Server[][] = [];
    const paged = await listServers(client, nova, { pageSize: 3, onPage: (page) => pages.push(page) });
    expect(ids(paged)).toEqual(ids(servers));
    expect(pages.flat()).toEqual(paged);
    expect(pages.length).toBe(Math.ceil(servers.length / 3));
  });

  it('is the same with the oldest microversion, without flavor names', async () => {
    const plain = await listServers(client, { ...nova, legacy: true }, { pageSize: 5 });
    expect(ids(plain)).toEqual(ids(servers));
    expect(plain.every(({ flavor }) => flavor === null)).toBe(true);
  });

  it('is filtered by a name, taken literally', async () => {
    const [first] = servers;
    const namePart = first?.name?.slice(0, 5) ?? '';
    const found = await listServers(client, nova, { name: namePart });
    expect(ids(found)).toEqual(ids(servers.filter(({ name }) => name?.toLowerCase().includes(namePart.toLowerCase()))));
    for (const odd of ['.*', '(', '[a', 'a|b', '\\']) {
      expect(await listServers(client, nova, { name: odd })).toEqual([]);
    }
  });

  it('is filtered by a status', async () => {
    const active = await listServers(client, nova, { status: 'ACTIVE', pageSize: 2 });
    expect(ids(active)).toEqual(ids(servers.filter(({ status }) => status === 'ACTIVE')));
    expect((await serviceErrorOf(listServers(client, nova, { status: 'NO_SUCH_STATUS' }))).code).toBe('BAD_REQUEST');
  });

  it('differs in another project', async () => {
    const others = await listServers(client, await connectToNova(target.ops));
    expect(others.length).toBeGreaterThan(0);
    expect(ids(others).filter((id) => ids(servers).includes(id))).toEqual([]);
  });

  it('is given to an application credential', async () => {
    const byAppCred = await listServers(client, await connectToNova(target.appCred));
    expect(ids(byAppCred)).toEqual(ids(servers));
  });

  if (reader !== null)
    it('is given to a reader', async () => {
      expect((await listServers(client, await connectToNova(reader))).length).toBeGreaterThan(0);
    });

  it('is refused to an unscoped token and to one that is none', async () => {
    const { token } = await issueToken(client, target.demo.authUrl, { ...target.demo, scope: 'unscoped' });
    expect((await serviceErrorOf(listServers(client, { ...nova, token }))).code).toBe('FORBIDDEN');
    expect((await serviceErrorOf(listServers(client, { ...nova, token: 'nonsense' }))).code).toBe('TOKEN_INVALID');
  });
});

describe('one server', () => {
  it('is the same as in the list', async () => {
    for (const server of servers.slice(0, 3)) {
      expect(await showServer(client, nova, server.id)).toEqual(server);
      expect(await showServer(client, { ...nova, legacy: true }, server.id)).toEqual({ ...server, flavor: null });
    }
  });

  it('is not found by an unknown id, an id that is none, and from another project', async () => {
    const [other] = await listServers(client, await connectToNova(target.ops));
    for (const id of [UNKNOWN_SERVER_ID, 'not-a-uuid', other?.id ?? '']) {
      expect((await serviceErrorOf(showServer(client, nova, id))).code).toBe('SERVER_NOT_FOUND');
    }
  });
});
