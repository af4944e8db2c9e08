import { expect, test } from 'vitest';
import type { FakeCloud } from '@/tests/fake-cloud';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { AJAX, recordedAnswer, visit } from './dashboard';
import { shapeDifferences } from './shape';

const cloud = fakeCloud();

const SESSION = 'api/keystone/user-session/';
const CATALOG = 'api/keystone/svc-catalog/';

/** Without flavors: Horizon shows those of one server and those of the list by different microversions. */
function withoutFlavors(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => (key === 'flavor' ? null : value));
}

test.each<[string, () => string]>([
  ['user-session', () => SESSION],
  ['svc-catalog', () => CATALOG],
  ['servers', () => 'api/nova/servers/'],
  ['server', () => `api/nova/servers/${cloud.server('web-01').id}`],
  ['server-unknown', () => 'api/nova/servers/00000000-0000-0000-0000-000000000000'],
])('%s has the keys that a real Horizon sends', async (name, path) => {
  const recorded = recordedAnswer(name);
  const answer = await visit(cloud).request(path(), { headers: AJAX });
  expect(answer.status).toBe(recorded.status);
  expect(answer.headers.get('content-type')).toBe(recorded.headers['content-type']);
  expect(shapeDifferences(withoutFlavors(recorded.body), withoutFlavors(await answer.json()))).toEqual([]);
});

test('only a script that is logged in is answered', async () => {
  expect((await visit(cloud).request(SESSION)).status).toBe(400);
  const stranger = await fetch(cloud.horizonUrl + SESSION, { headers: AJAX });
  expect([stranger.status, await stranger.json()]).toEqual([401, 'not logged in']);
});

test('the session hands out its token, unless that is switched off or the release is old', async () => {
  const { json, login } = visit(cloud);
  expect(await json(SESSION)).toMatchObject({ username: 'demo', project_name: 'demo', token: login.token() });
  cloud.knobs.horizonClientToken = false;
  expect(await json(SESSION)).not.toHaveProperty('token');
  cloud.knobs.horizonClientToken = true;
  cloud.knobs.horizonRelease = 'mitaka';
  expect(await json(SESSION)).not.toHaveProperty('token');
});

test('the catalog is public only in new releases, and leaks in old ones', async () => {
  const { json } = visit(cloud);
  const interfaces = async (release: FakeCloud['knobs']['horizonRelease']) => {
    cloud.knobs.horizonRelease = release;
    const catalog = (await json(CATALOG)) as { endpoints: { interface: string }[] }[];
    return [...new Set(catalog.flatMap((service) => service.endpoints.map((endpoint) => endpoint.interface)))].sort();
  };
  expect(await interfaces('2026.1')).toEqual(['public']);
  expect(await interfaces('zed')).toEqual(['admin', 'public']);
  expect(await interfaces('mitaka')).toEqual(['admin', 'internal', 'public']);
});

test('console-info answers as a real Horizon does', async () => {
  const { post, request } = visit(cloud);
  const path = `api/nova/servers/${cloud.server('web-01').id}/console-info/`;
  const same = async (name: string, answer: Response, body: unknown = recordedAnswer(name).body) => {
    expect([answer.status, await answer.json()]).toEqual([recordedAnswer(name).status, body]);
  };
  await same('console-info', await post(path, '{}'), {
    type: 'VNC',
    url: expect.stringMatching(/vnc_lite\.html\?path=.*&title=Console\([0-9a-f-]+\)$/),
  });
  await same('console-info-malformed', await post(path, 'nojson'));
  await same('console-info-no-body', await post(path, undefined));
  const off = `api/nova/servers/${cloud.server('archive-2019').id}/console-info/`;
  await same('console-info-spice', await post(off, '{"console_type":"SPICE"}'));
  expect((await request(path, { headers: AJAX })).status).toBe(recordedAnswer('console-info-get').status);
});

test('a post without the CSRF token is told to go away, in the way scripts are told', async () => {
  const { post } = visit(cloud);
  const recorded = recordedAnswer('console-info-no-csrf');
  const answer = await post(`api/nova/servers/${cloud.server('web-01').id}/console-info/`, '{}', { 'X-CSRFToken': '' });
  expect([answer.status, answer.headers.get('x-horizon-location'), await answer.text()]).toEqual([
    recorded.status,
    recorded.headers['x-horizon-location'],
    recorded.body,
  ]);
});

test('another origin may not post from 2026.1 on', async () => {
  const { post } = visit(cloud);
  const path = `api/nova/servers/${cloud.server('web-01').id}/console-info/`;
  const status = async (Origin: string) => (await post(path, '{}', { Origin })).headers.get('x-horizon-location');
  expect(await status('http://evil.example')).toBeNull();
  cloud.knobs.horizonRelease = '2026.1';
  expect(await status('http://evil.example')).toContain('csrf_failure=Origin%20checking%20failed');
  expect(await status(new URL(cloud.horizonUrl).origin)).toBeNull();
});

test('the API, or console-info alone, can be taken away', async () => {
  const { post, request } = visit(cloud);
  const path = `api/nova/servers/${cloud.server('web-01').id}/console-info/`;
  cloud.knobs.horizonOff = ['consoleInfo'];
  expect((await post(path, '{}')).status).toBe(404);
  expect((await request(SESSION, { headers: AJAX })).status).toBe(200);
  cloud.knobs.horizonOff = ['rest'];
  expect((await request(SESSION, { headers: AJAX })).status).toBe(404);
});
