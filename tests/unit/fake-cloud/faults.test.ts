import { expect, test } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { signInToken } from './replay';

const cloud = fakeCloud();

const discover = (): Promise<Response> => fetch(cloud.authUrl, { redirect: 'manual' });

test.each([300, 400, 401, 403, 404, 405, 406, 409, 413, 429, 500, 501, 502, 503, 504])(
  'status %i, for one request',
  async (status) => {
    cloud.fail({ service: 'keystone', status });
    const answer = await discover();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code: status } });
    expect(answer.headers.get('x-openstack-request-id')).toMatch(/^req-/);
    expect((await discover()).status).toBe(200);
  },
);

test('Nova has its own error body, except for 401', async () => {
  cloud.fail({ service: 'nova', status: 409 });
  cloud.fail({ service: 'nova', status: 401 });
  expect(await (await fetch(cloud.novaUrl)).json()).toHaveProperty('conflictingRequest.code', 409);
  const second = await fetch(cloud.novaUrl);
  expect(second.headers.get('www-authenticate')).toMatch(/^Keystone uri=/);
  expect(await second.json()).toHaveProperty('error.code', 401);
});

test('a fault hits what it matches, after `skip` requests, `times` times', async () => {
  cloud.fail({ service: 'keystone', method: 'post', path: '/auth/tokens$', status: 500, skip: 1, times: 2 });
  const statuses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    expect((await discover()).status).toBe(200);
    statuses.push((await fetch(`${cloud.authUrl}/auth/tokens`, { method: 'POST', body: '{}' })).status);
  }
  expect(statuses).toEqual([400, 500, 500, 400]);
});

test('all requests fail until `heal`', async () => {
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
  ['empty', 'application/json', /^$/],
  ['garbage', 'application/json', /^\{"token": \{"/],
  ['json', 'application/json', /unexpected/],
] as const)('a body of %s replaces the real one', async (body, type, text) => {
  cloud.fail({ body });
  const answer = await discover();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  expect(await answer.text()).toMatch(text);
});

test('an answer is cut in the middle, a connection reset, an answer redirected', async () => {
  cloud.fail({ body: 'truncated' });
  await expect((await discover()).text()).rejects.toThrow();
  cloud.fail({ effect: 'reset' });
  await expect(discover()).rejects.toThrow('fetch failed');
  cloud.fail({ location: 'http://other.invalid/' });
  const answer = await discover();
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://other.invalid/']);
});

test('a request can stay without an answer', async () => {
  cloud.fail({ effect: 'hang' });
  await expect(fetch(cloud.authUrl, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/);
  expect(cloud.requests.at(-1)?.status).toBeNull();
});

test('latency delays every answer of one service', async () => {
  cloud.config.latencyMs.keystone = 80;
  const before = performance.now();
  await discover();
  expect(performance.now() - before).toBeGreaterThan(75);
});

test('a token never expires, or is made to expire', async () => {
  cloud.config.tokenSeconds = null;
  await signInToken(cloud, 'demo', 'demo');
  expect(cloud.validTokens()[0]?.expiresAt).toBeNull();
  cloud.expireAllTokens();
  expect(cloud.validTokens()).toEqual([]);
  expect(cloud.issuedTokens()).toHaveLength(1);
});

test('another process changes the settings and ends logins; a web page cannot', async () => {
  cloud.dashboard.logIn('demo');
  const url = cloud.authUrl.replace('/v3', '/__config');
  const json = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({
    maxMicroversion: '2.3',
    faults: [{ status: 503 }],
    latencyMs: { nova: 5 },
    addServers: 3,
    endDashboardSessions: true,
  });
  expect((await fetch(url, { method: 'POST', body })).status).toBe(415);
  expect((await fetch(url, { method: 'POST', headers: json, body: '{"nonsense":1}' })).status).toBe(400);
  expect((await fetch(url, { method: 'POST', headers: json, body })).status).toBe(200);
  expect(cloud.config).toMatchObject({ maxMicroversion: '2.3', latencyMs: { nova: 5, keystone: 0 } });
  expect(cloud.server('load-0003').status).toBe('ACTIVE');
  expect(cloud.dashboard.logins()).toBe(0);
  expect((await discover()).status).toBe(503);
});

test('the journal has every request, and no secret', async () => {
  const token = await signInToken(cloud, 'demo', 'demo');
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
