import { afterEach, describe, expect, it } from 'vitest';
import { type FakeCloud, type FakeCloudOptions, startFakeCloud } from '@/tests/fake-cloud/index';
import { inDefault } from '@/tests/unit/support/profile';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { listServers } from '@/utils/openstack/compute/servers';
import { discoverCompute } from '@/utils/openstack/compute/versions';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { type Identity, issueToken } from '@/utils/openstack/identity/tokens';
import { codeOf, openStackErrorOf } from './support';

const client = { fetch };
const toDemo = { project: inDefault('demo') };
const withPassword = (name: string) => ({ method: 'password', user: inDefault(name), password: 'password' }) as const;
const novnc = { protocol: 'vnc', type: 'novnc' } as const;

let cloud: FakeCloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

async function enter(options: FakeCloudOptions = {}) {
  cloud = await startFakeCloud(options);
  const request = { identity: withPassword('demo'), scope: toDemo };
  const { token, catalog } = await issueToken(client, cloud.authUrl, request);
  const { url } = chooseEndpoint(catalog, { interface: 'public' }, 'RegionOne');
  cloud.resetRequests();
  return { cloud, access: { endpoint: url, token } };
}

describe('an old cloud', () => {
  it.each([
    ['2.93', 'remote-consoles', 1],
    ['2.5', 'action', 2],
    ['2.1', 'action', 2],
  ])('that ends at %s gives a console by %s', async (maxMicroversion, via, requests) => {
    const { cloud, access } = await enter({ maxMicroversion });
    const { id } = cloud.server('web-01');
    const console = await createRemoteConsole(client, access, id, novnc);
    expect(console.via).toBe(via);
    expect((await fetch(console.url)).status).toBe(200);
    expect(cloud.requests.filter(({ service }) => service === 'nova')).toHaveLength(requests);
    cloud.resetRequests();
    await createRemoteConsole(client, { ...access, legacy: via === 'action' }, id, novnc);
    expect(cloud.requests.filter(({ service }) => service === 'nova')).toHaveLength(1);
  });

  it('from before microversions lists its servers and gives their consoles', async () => {
    const { cloud, access } = await enter({ legacyOnly: true });
    expect(access.endpoint).toMatch(/\/v2\/[^/]+$/);
    expect(await discoverCompute(client, access.endpoint)).toMatchObject({ id: 'v2.0', version: '' });
    const servers = await listServers(client, access);
    expect(servers.map(({ name }) => name)).toContain('web-01');
    expect(servers.every(({ flavor }) => flavor === null)).toBe(true);
    expect((await createRemoteConsole(client, access, cloud.server('web-01').id, novnc)).via).toBe('action');
  });

  it.each([
    ['2.93', 1, true],
    ['2.60', 2, true],
    ['2.38', 2, false],
  ])('that ends at %s lists its servers with %i requests', async (maxMicroversion, requests, hasFlavors) => {
    const { cloud, access } = await enter({ maxMicroversion });
    let known: string | undefined;
    const servers = await listServers(client, access, { onMaxMicroversion: (max) => (known = max) });
    expect(servers.every(({ flavor }) => (flavor !== null) === hasFlavors)).toBe(true);
    expect(cloud.requests).toHaveLength(requests);
    cloud.resetRequests();
    await listServers(client, { ...access, ...(known !== undefined && { maxMicroversion: known }) });
    expect(cloud.requests).toHaveLength(1);
  });
});

describe('a big cloud', () => {
  it('lists 1,100 servers, each once, newest first', async () => {
    const { cloud } = await enter({ servers: 1100 });
    const request = { identity: withPassword('demo'), scope: { project: inDefault('ops') } };
    const { token } = await issueToken(client, cloud.authUrl, request);
    const servers = await listServers(client, { endpoint: cloud.novaUrl, token });
    expect(servers.length).toBeGreaterThanOrEqual(1100);
    expect(new Set(servers.map(({ id }) => id)).size).toBe(servers.length);
    const created = servers.map((server) => server.created ?? '');
    expect(created).toEqual([...created].sort().reverse());
  });
});

describe('a faulty cloud', () => {
  it.each([
    ['breaks the connection', { effect: 'reset' }, 'NETWORK'],
    ['does not answer', { effect: 'hang' }, 'TIMEOUT'],
    ['answers in HTML', { body: 'html' }, 'NOT_JSON'],
    ['breaks off its answer', { body: 'truncated' }, 'NETWORK'],
    ['answers with garbage', { body: 'garbage' }, 'NOT_JSON'],
    ['answers with other JSON', { body: 'json' }, 'SCHEMA_MISMATCH'],
    ['fails with a page of HTML', { status: 502, body: 'html' }, 'UNAVAILABLE'],
    ['fails with nothing', { status: 500, body: 'empty' }, 'SERVER_ERROR'],
    ['asks to wait for long', { status: 429, retryAfter: 3600 }, 'RATE_LIMITED'],
  ] as const)('that %s', async (_, fault, code) => {
    const { cloud, access } = await enter();
    cloud.fail({ service: 'nova', ...fault });
    expect(await codeOf(listServers(client, access, {}, { timeoutMs: 1000 }))).toBe(code);
  });

  it('that asks to wait shortly gets a retry', async () => {
    const { cloud, access } = await enter();
    cloud.fail({ service: 'nova', status: 503, retryAfter: 0, times: 2 });
    expect((await listServers(client, access)).length).toBeGreaterThan(0);
    expect(cloud.requests).toHaveLength(3);
  });

  it('that redirects gets no password and no token elsewhere', async () => {
    const { cloud, access } = await enter();
    const elsewhere = await startFakeCloud();
    try {
      cloud.fail({ status: 307, location: `${elsewhere.authUrl}/auth/tokens`, times: null });
      const request = { identity: withPassword('demo'), scope: toDemo };
      expect(await codeOf(issueToken(client, cloud.authUrl, request))).toBe('REDIRECTED');
      expect(await codeOf(listServers(client, access))).toBe('REDIRECTED');
      expect(elsewhere.requests).toEqual([]);
      await discoverIdentity(client, cloud.authUrl).catch(() => {});
      expect(elsewhere.requests).toEqual([]); // nor a call without a secret
    } finally {
      await elsewhere.close();
    }
  });
});

describe('a cloud that requires a second factor', () => {
  const totp = inDefault('totp');

  it('issues a token for the receipt and a passcode, or for both factors at once', async () => {
    cloud = await startFakeCloud();
    const { authUrl } = cloud;
    const password = withPassword('totp');
    const first = await openStackErrorOf(issueToken(client, authUrl, { identity: password, scope: toDemo }));
    expect(first).toMatchObject({
      code: 'MFA_REQUIRED',
      facts: { methods: ['totp'] },
      receipt: { id: expect.any(String), lifetime: 300_000 },
    });
    const second = await issueToken(client, authUrl, {
      identity: { method: 'totp', user: totp, passcode: cloud.passcode() },
      scope: toDemo,
      receipt: first.receipt?.id ?? '',
    });
    expect(second.project?.name).toBe('demo');
    const atOnce: Identity = { ...password, method: 'password+totp', passcode: cloud.passcode() };
    expect((await issueToken(client, authUrl, { identity: atOnce, scope: toDemo })).methods).toContain('totp');
  });

  it('names an expired password and a disabled user after a correct password', async () => {
    cloud = await startFakeCloud({ explainDisabledUser: true });
    const { authUrl } = cloud;
    for (const [name, code] of [
      ['expired', 'PASSWORD_EXPIRED'],
      ['disabled', 'USER_DISABLED'],
    ] as const) {
      const request = { identity: withPassword(name), scope: 'unscoped' } as const;
      expect(await codeOf(issueToken(client, authUrl, request))).toBe(code);
    }
  });

  it('names the enabled methods', async () => {
    cloud = await startFakeCloud({ authMethods: ['password', 'token'] });
    const identity: Identity = { method: 'totp', user: totp, passcode: '000000' };
    const error = await openStackErrorOf(issueToken(client, cloud.authUrl, { identity, scope: toDemo }));
    expect(error).toMatchObject({ code: 'AUTH_METHOD_DISABLED', facts: { methods: ['password', 'token'] } });
  });

  it('issues tokens that never expire', async () => {
    cloud = await startFakeCloud({ tokenSeconds: null });
    const request = { identity: withPassword('demo'), scope: toDemo };
    expect((await issueToken(client, cloud.authUrl, request)).expiresAt).toBeNull();
  });
});
