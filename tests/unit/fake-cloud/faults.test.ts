import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { signIn } from './replay';

let cloud: FakeCloud;

beforeEach(async () => {
  cloud = await startFakeCloud();
});

afterEach(() => cloud.close());

const discover = (): Promise<Response> => fetch(cloud.authUrl, { redirect: 'manual' });

test.each([300, 400, 401, 403, 404, 405, 406, 409, 413, 429, 500, 501, 502, 503, 504])(
  'status %i, once',
  async (status) => {
    cloud.fail({ service: 'keystone', status });
    const answer = await discover();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code: status } });
    expect(answer.headers.get('x-openstack-request-id')).toMatch(/^req-/);
    expect((await discover()).status).toBe(200);
  },
);

test('Nova names its faults itself, but for 401', async () => {
  cloud.fail({ service: 'nova', status: 409 });
  cloud.fail({ service: 'nova', status: 401 });
  expect(await (await fetch(cloud.novaUrl)).json()).toHaveProperty('conflictingRequest.code', 409);
  const second = await fetch(cloud.novaUrl);
  expect(second.headers.get('www-authenticate')).toMatch(/^Keystone uri=/);
  expect(await second.json()).toHaveProperty('error.code', 401);
});

test('only what matches is struck, after what may pass, as often as asked', async () => {
  cloud.fail({ service: 'keystone', method: 'post', path: '/auth/tokens$', status: 500, skip: 1, times: 2 });
  const statuses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    expect((await discover()).status).toBe(200);
    statuses.push((await fetch(`${cloud.authUrl}/auth/tokens`, { method: 'POST', body: '{}' })).status);
  }
  expect(statuses).toEqual([400, 500, 500, 400]);
});

test('all requests fail until the cloud is healed', async () => {
  cloud.fail({ status: 503, times: null, retryAfter: 7 });
  for (let turn = 0; turn < 3; turn += 1) {
    const answer = await discover();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7']);
  }
  cloud.heal();
  expect((await discover()).status).toBe(200);
});

test.each([
  ['html', 'text/html; charset=utf-8', /<html>/],
  ['text', 'text/plain', /fault/],
  ['empty', 'application/json', /^$/],
  ['garbage', 'application/json', /^\{"token": \{"/],
  ['json', 'application/json', /unexpected/],
] as const)('a body of %s in place of the real one', async (body, type, text) => {
  cloud.fail({ body });
  const answer = await discover();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(type);
  expect(await answer.text()).toMatch(text);
});

test('an answer that ends in the middle', async () => {
  cloud.fail({ body: 'truncated' });
  const answer = await discover();
  await expect(answer.text()).rejects.toThrow();
});

test('a broken connection', async () => {
  cloud.fail({ effect: 'reset' });
  await expect(discover()).rejects.toThrow('fetch failed');
});

test('no answer at all', async () => {
  cloud.fail({ effect: 'hang' });
  await expect(fetch(cloud.authUrl, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/);
  expect(cloud.requests.at(-1)?.status).toBeNull();
});

test('a redirect', async () => {
  cloud.fail({ location: 'http://elsewhere.invalid/' });
  const answer = await discover();
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://elsewhere.invalid/']);
});

test('latency holds every answer of one service back', async () => {
  cloud.knobs.latencyMs.keystone = 80;
  const before = performance.now();
  await discover();
  expect(performance.now() - before).toBeGreaterThan(75);
});

test('a token can live for ever, or die early', async () => {
  cloud.knobs.tokenSeconds = null;
  await signIn(cloud, 'demo', 'demo');
  expect(cloud.validTokens()[0]?.expiresAt).toBeNull();
  cloud.expireAllTokens();
  expect(cloud.validTokens()).toEqual([]);
  expect(cloud.issuedTokens()).toHaveLength(1);
});

test('a cloud of before 2.6 refuses it and takes the old action', async () => {
  cloud.knobs.maxMicroversion = '2.3';
  const token = await signIn(cloud, 'demo', 'demo');
  const url = `${cloud.novaUrl}/servers/${cloud.server('web-01').id}`;
  const young = await fetch(`${url}/remote-consoles`, {
    method: 'POST',
    headers: { 'X-Auth-Token': token, 'OpenStack-API-Version': 'compute 2.6' },
    body: '{"remote_console":{"protocol":"vnc","type":"novnc"}}',
  });
  expect(young.status).toBe(406);
  const old = await fetch(`${url}/action`, {
    method: 'POST',
    headers: { 'X-Auth-Token': token },
    body: '{"os-getVNCConsole":{"type":"novnc"}}',
  });
  expect(await old.json()).toMatchObject({
    console: { type: 'novnc', url: expect.stringContaining(cloud.consoleBaseUrl) },
  });
});

test('a separate process turns the knobs, but no page of the web can', async () => {
  const url = cloud.authUrl.replace('/v3', '/__knobs');
  const json = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({
    maxMicroversion: '2.3',
    faults: [{ status: 503 }],
    latencyMs: { nova: 5 },
    addServers: 3,
  });
  expect((await fetch(url, { method: 'POST', body })).status).toBe(415);
  expect((await fetch(url, { method: 'POST', headers: json, body: '{"nonsense":1}' })).status).toBe(400);
  expect((await fetch(url, { method: 'POST', headers: json, body })).status).toBe(200);
  expect(cloud.knobs).toMatchObject({ maxMicroversion: '2.3', latencyMs: { nova: 5, keystone: 0 } });
  expect(cloud.server('load-0003').status).toBe('ACTIVE');
  expect((await discover()).status).toBe(503);
});

test('the journal tells what was asked, and no secret', async () => {
  const token = await signIn(cloud, 'demo', 'demo');
  await fetch(`${cloud.novaUrl}/servers/detail?limit=1`, { headers: { 'X-Auth-Token': token } });
  expect(cloud.requests.map(({ service, method, path, status }) => [service, method, path, status])).toEqual([
    ['keystone', 'POST', '/v3/auth/tokens', 201],
    ['nova', 'GET', '/v2.1/servers/detail?limit=1', 200],
  ]);
  const journal = JSON.stringify(cloud.requests);
  expect(cloud.secrets()).toContain(token);
  for (const secret of [...cloud.secrets(), '"password":"password"']) expect(journal).not.toContain(secret);
  cloud.resetRequests();
  expect(cloud.requests).toEqual([]);
});
