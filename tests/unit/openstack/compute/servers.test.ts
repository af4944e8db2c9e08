import { describe, expect, it } from 'vitest';
import { recording } from '@/tests/fixtures/recorded';
import { answering, codeOf, json, notInRange, replay } from '@/tests/unit/openstack/support';
import { listServers, type Server, showServer } from '@/utils/openstack/compute/servers';

const access = { endpoint: 'https://nova.example.org/v2.1', token: 'tok' };
const record = (id: string) => ({ id, status: 'ACTIVE', name: `server ${id}` });
const page = (ids: string[], next?: string) =>
  json(200, {
    servers: ids.map(record),
    ...(next !== undefined && { servers_links: [{ rel: 'next', href: next }] }),
  });
const href = (marker: string) => `http://internal:8774/v2.1/servers/detail?limit=2&marker=${marker}`;
const refused = (marker: string) => json(400, { badRequest: { code: 400, message: `marker [${marker}] not found` } });
const ids = (servers: Server[]) => servers.map(({ id }) => id);

describe('listServers', () => {
  it('reads the pages of a real Nova', async () => {
    const { client, sent } = answering(replay('servers-page-1'), page(['last']));
    const servers = await listServers(client, access, { pageSize: 3 });
    expect(servers.map(({ name }) => name)).toEqual(['real-console', 'archive-2019', 'support-vm', 'server last']);
    expect(servers[0]).toMatchObject({ status: 'ACTIVE', taskState: null, powerState: 1, flavor: 'm1.tiny' });
    const [first, second] = sent.map(({ url }) => new URL(url));
    expect(first?.search).toBe('?limit=3');
    expect(second?.searchParams.get('marker')).toBe(servers[2]?.id);
    expect(recording('servers-page-2').request.path).toContain(`marker=${servers[2]?.id}`);
  });

  it('sends no limit by default, since Nova leaves out down cells with one', async () => {
    const { client, sent } = answering(page(['a']));
    await listServers(client, access);
    expect(sent[0]?.url).toBe('https://nova.example.org/v2.1/servers/detail');
    expect(sent[0]?.headers.get('OpenStack-API-Version')).toBe('compute 2.69');
    expect(sent[0]?.headers.get('X-OpenStack-Nova-API-Version')).toBe('2.69');
  });

  it('uses only the marker of a link, so that the token goes to no other host', async () => {
    const { client, sent } = answering(page(['a', 'b'], href('b')), page(['c']));
    expect(ids(await listServers(client, access, { pageSize: 2 }))).toEqual(['a', 'b', 'c']);
    expect(sent[1]?.url).toBe('https://nova.example.org/v2.1/servers/detail?limit=2&marker=b');
  });

  it('calls onPage with each page', async () => {
    const pages: string[][] = [];
    const { client } = answering(page(['a', 'b'], href('b')), page(['b', 'c']));
    await listServers(client, access, { onPage: (servers) => pages.push(ids(servers)) });
    expect(pages).toEqual([['a', 'b'], ['c']]);
  });

  it('ends where pages repeat, and where the next one is empty or has no marker', async () => {
    const circle = answering(page(['a', 'b'], href('b')), page(['a', 'b'], href('b')));
    expect(ids(await listServers(circle.client, access))).toEqual(['a', 'b']);
    const empty = answering(page(['a'], href('a')), page([]));
    expect(ids(await listServers(empty.client, access))).toEqual(['a']);
    const unnamed = answering(page(['a'], 'http://internal:8774/v2.1/servers/detail'));
    expect(ids(await listServers(unnamed.client, access))).toEqual(['a']);
  });

  it('continues from an earlier server where the marker was deleted', async () => {
    const { client, sent } = answering(page(['a', 'b'], href('b')), refused('b'), page(['c']));
    expect(ids(await listServers(client, access))).toEqual(['a', 'b', 'c']);
    expect(sent.map(({ url }) => new URL(url).searchParams.get('marker'))).toEqual([null, 'b', 'a']);
  });

  it('throws where Nova knows no marker', async () => {
    const { client } = answering(page(['a', 'b'], href('b')), refused('b'), refused('a'));
    expect(await codeOf(listServers(client, access))).toBe('BAD_REQUEST');
  });

  it('escapes a name, which is a regular expression for Nova', async () => {
    const { client, sent } = answering(page([]));
    await listServers(client, access, { name: 'web.1 (b|c)', status: 'ACTIVE' });
    const query = new URL(sent[0]?.url ?? '').searchParams;
    expect(query.get('name')).toBe('web\\.1 \\(b[|]c\\)');
    expect(query.get('status')).toBe('ACTIVE');
  });

  it.each([
    ['servers-expired-token', 'TOKEN_INVALID'],
    ['servers-unscoped-token', 'FORBIDDEN'],
    ['servers-all-tenants-member', 'FORBIDDEN'],
    ['servers-bad-marker', 'BAD_REQUEST'],
    ['servers-by-name-bad-regex', 'BAD_REQUEST'],
  ])('%s: %s', async (name, code) => {
    const { client } = answering(replay(name));
    expect(await codeOf(listServers(client, access))).toBe(code);
  });
});

describe('the microversion of a listing', () => {
  it.each([
    ['2.60', '2.47'],
    ['2.47', '2.47'],
    ['2.25', null],
  ])('a cloud that ends at %s is asked with %j after one refusal', async (max, second) => {
    const reported: string[] = [];
    const { client, sent } = answering(notInRange('2.69', max), page(['a']));
    expect(await listServers(client, access, { onMaxMicroversion: (value) => reported.push(value) })).toHaveLength(1);
    expect(sent.map(({ headers }) => headers.get('X-OpenStack-Nova-API-Version'))).toEqual(['2.69', second]);
    expect(reported).toEqual([max]);
  });

  it.each([
    [{ maxMicroversion: '2.60' }, '2.47'],
    [{ maxMicroversion: '2.104' }, '2.69'],
    [{ maxMicroversion: '2.12' }, null],
    [{ legacy: true }, null],
  ])('is chosen without a refusal where %j is known', async (known, microversion) => {
    const { client, sent } = answering(page(['a']));
    await listServers(client, { ...access, ...known });
    expect(sent[0]?.headers.get('X-OpenStack-Nova-API-Version')).toBe(microversion);
  });

  it('is tried twice at most', async () => {
    const { client, sent } = answering(notInRange('2.69', '2.60'), notInRange('2.69', '2.60'));
    expect(await codeOf(listServers(client, access))).toBe('MICROVERSION_UNSUPPORTED');
    expect(sent).toHaveLength(2);
    const odd = answering(notInRange('2.69', '2.100'));
    expect(await codeOf(listServers(odd.client, access))).toBe('MICROVERSION_UNSUPPORTED');
  });
});

describe('showServer', () => {
  it('reads one server', async () => {
    const { client, sent } = answering(replay('server-show-fault'));
    expect(await showServer(client, access, 'x y')).toMatchObject({ name: 'gpu-batch', status: 'ERROR' });
    expect(sent[0]?.url).toBe(`${access.endpoint}/servers/x%20y`);
  });

  it('throws SERVER_NOT_FOUND for an unknown server, NOT_FOUND for a wrong URL', async () => {
    const { client } = answering(replay('console-unknown-server'), replay('console-no-microversion'));
    expect(await codeOf(showServer(client, access, 'x'))).toBe('SERVER_NOT_FOUND');
    expect(await codeOf(showServer(client, access, 'x'))).toBe('NOT_FOUND');
  });

  it('retries on an older cloud, and can be cancelled', async () => {
    const { client, sent } = answering(notInRange('2.69', '2.1'), json(200, { server: record('a') }));
    expect((await showServer(client, access, 'a')).flavor).toBeNull();
    expect(sent).toHaveLength(2);
    expect(await codeOf(showServer(client, access, 'a', { signal: AbortSignal.abort() }))).toBe('CANCELLED');
  });
});
