import { expect, test } from 'vitest';
import type { FakeCloud } from '@/tests/fake-cloud';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { documentOf, HORIZON_AJAX_HEADERS, rowNames, visit } from './horizon-client';

const cloud = fakeCloud({ servers: 100 });

const LIST = 'project/instances/';
const SESSION = 'api/keystone/user-session/';

function request(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(cloud.horizonUrl + path, { redirect: 'manual', ...init });
}

async function logIn(username: string, password: string, csrfToken?: string): Promise<Response> {
  const form = await request('auth/login/');
  const cookie = (form.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const hidden = documentOf(await form.text())
    .querySelector('input[name=csrfmiddlewaretoken]')
    ?.getAttribute('value');
  return request('auth/login/', {
    method: 'POST',
    headers: { Cookie: cookie },
    body: new URLSearchParams({
      username,
      password,
      domain: 'Default',
      next: '/horizon/project/instances/',
      csrfmiddlewaretoken: csrfToken ?? hidden ?? '',
    }),
  });
}

test('without a login, pages redirect to the login page and scripts get 401', async () => {
  const answer = await request('project/instances/?x=1');
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe(
    `${cloud.horizonUrl}auth/login/?next=/horizon/project/instances/%3Fx%3D1`,
  );
  const ajax = await request('project/instances/', { headers: HORIZON_AJAX_HEADERS });
  expect([ajax.status, ajax.headers.get('x-horizon-location')]).toEqual([
    401,
    `${cloud.horizonUrl}auth/login/?next=/horizon/project/instances/`,
  ]);
});

test('logging in sets a session cookie that scripts cannot read', async () => {
  const good = await logIn('demo', 'password');
  expect([good.status, good.headers.get('location')]).toEqual([302, '/horizon/project/instances/']);
  const cookies = good.headers.getSetCookie();
  expect(cookies.find((line) => line.startsWith('sessionid='))).toMatch(/HttpOnly.*SameSite=Lax/);
  expect(cookies.find((line) => line.startsWith('csrftoken='))).not.toContain('HttpOnly');
  const bad = await logIn('demo', 'wrong');
  expect([bad.status, bad.headers.getSetCookie().some((line) => line.startsWith('sessionid='))]).toEqual([200, false]);
});

test('a login ends when its token or its time expires, and when all logins are ended', async () => {
  const status = async (ask: ReturnType<typeof visit>['request']) =>
    (await ask(SESSION, { headers: HORIZON_AJAX_HEADERS })).status;
  const first = visit(cloud);
  expect(await status(first.request)).toBe(200);
  cloud.revokeAllTokens();
  expect(await status(first.request)).toBe(401);

  const second = visit(cloud);
  cloud.config.horizonSessionSeconds = 0;
  expect(await status(second.request)).toBe(401);
  cloud.config.horizonSessionSeconds = 3600;
  expect(await status(second.request)).toBe(200);

  cloud.dashboard.endSessions();
  expect([await status(second.request), cloud.dashboard.logins()]).toEqual([401, 0]);
  expect(cloud.validTokens().map((token) => token.id)).toContain(second.login.token());
});

test('switching the project keeps the session cookie and changes token, page and rows', async () => {
  const { login, request, page, json } = visit(cloud);
  const before = login.token();
  const ops = cloud.contents.projects.find((project) => project.name === 'ops');
  const answer = await request(`auth/switch/${ops?.id}/?next=/horizon/project/instances/`);
  expect(answer.headers.get('location')).toBe('/horizon/project/instances/');
  const cookies = answer.headers.getSetCookie().join();
  expect(cookies).toContain(`sessionid=${login.cookies.find(({ name }) => name === 'sessionid')?.value};`);
  expect(cookies).toContain(`recent_project=${ops?.id};`);
  expect(login.token()).not.toBe(before);
  expect(cloud.validTokens().map((token) => token.id)).toContain(before);
  const document = await page('project/instances/');
  expect(document.querySelector('.context-project')?.textContent).toBe('ops');
  expect(document.querySelector('.messages > .alert-success')).not.toBeNull();
  expect(rowNames(document)).toContain('mon-01');
  expect(await json(SESSION)).toMatchObject({ project_id: ops?.id, token: login.token() });
});

test('a test switches the project while a page is open', async () => {
  const { login, json } = visit(cloud);
  login.switchProject('ops');
  expect(await json(SESSION)).toMatchObject({ project_name: 'ops' });
  expect(() => login.switchProject('web')).toThrow('no project web');
});

test('switching the region changes cookie, page and rows', async () => {
  const { request, page, json } = visit(cloud);
  const region = (document: Awaited<ReturnType<typeof page>>) => document.querySelector('.context-region')?.textContent;
  expect(region(await page('project/instances/'))).toBe('RegionOne');
  const answer = await request('auth/switch_services_region/RegionTwo/?next=/horizon/project/instances/');
  expect(answer.headers.getSetCookie().join()).toContain('services_region=RegionTwo;');
  const document = await page('project/instances/');
  expect(region(document)).toBe('RegionTwo');
  expect(rowNames(document)).toEqual(['edge-01', 'edge-02', 'edge-cache']);
  expect(await json(SESSION)).toMatchObject({ services_region: 'RegionTwo' });
  await request('auth/switch_services_region/RegionNine/');
  expect(region(await page('project/instances/'))).toBe('RegionTwo');
});

test('a script fetches one row', async () => {
  const { request: ask } = visit(cloud);
  const { id } = cloud.server('erp-node-2');
  const path = `project/instances/?action=row_update&table=instances&obj_id=${id}`;
  const row = await (await ask(path, { headers: HORIZON_AJAX_HEADERS })).text();
  expect(row).toMatch(new RegExp(`^<tr class="ajax-update warning" .*data-object-id="${id}".*</tr>$`, 's'));
  expect((await ask(path.replace(id, 'nothing'), { headers: HORIZON_AJAX_HEADERS })).status).toBe(404);
  expect(await (await ask(path)).text()).toContain('<html>');
});

test('names of servers are escaped, and each server is on one page of the list', async () => {
  const { page, request: ask } = visit(cloud, 'demo', { project: 'ops' });
  expect(await (await ask(LIST)).text()).toContain(
    'data-display="naïve &amp; &quot;quoted&quot; &lt;b&gt;box&lt;/b&gt;"',
  );
  const link = (document: Awaited<ReturnType<typeof page>>, name: string) =>
    document.querySelector(`tfoot a[href^="?${name}="]`)?.getAttribute('href') ?? '';
  const pages = [await page(LIST)];
  for (let next = link(pages[0] as never, 'marker'); next !== ''; next = link(pages.at(-1) as never, 'marker')) {
    pages.push(await page(LIST + next));
  }
  const names = pages.flatMap(rowNames);
  expect(rowNames(pages[0] as never)).toHaveLength(20);
  expect(new Set(names.filter((name) => name.startsWith('load-'))).size).toBe(100);
  expect(names.filter((name) => name.startsWith('load-'))).toHaveLength(100);
  const back = await page(LIST + link(pages[1] as never, 'prev_marker'));
  expect(rowNames(back)).toEqual(rowNames(pages[0] as never));
});

test('user-session has the token, except where that is switched off and in old releases', async () => {
  const { json, login } = visit(cloud);
  expect(await json(SESSION)).toMatchObject({ username: 'demo', project_name: 'demo', token: login.token() });
  cloud.config.horizonClientToken = false;
  expect(await json(SESSION)).not.toHaveProperty('token');
  cloud.config.horizonClientToken = true;
  cloud.config.horizonRelease = 'mitaka';
  expect(await json(SESSION)).not.toHaveProperty('token');
});

test.each([
  ['2026.1', ['public']],
  ['zed', ['admin', 'public']],
  ['mitaka', ['admin', 'internal', 'public']],
] as const)('svc-catalog of release %s has the interfaces %j', async (release, interfaces) => {
  cloud.config.horizonRelease = release;
  const catalog = (await visit(cloud).json('api/keystone/svc-catalog/')) as { endpoints: { interface: string }[] }[];
  const found = new Set(catalog.flatMap((service) => service.endpoints.map((endpoint) => endpoint.interface)));
  expect([...found].sort()).toEqual(interfaces);
});

test('the REST API answers only scripts with a login', async () => {
  expect((await visit(cloud).request(SESSION)).status).toBe(400);
  const without = await request(SESSION, { headers: HORIZON_AJAX_HEADERS });
  expect([without.status, await without.json()]).toEqual([401, 'not logged in']);
});

test('a form is refused without its CSRF token, and by release 2026.1 from another origin', async () => {
  expect((await logIn('demo', 'password', 'forged')).headers.get('location')).toContain('csrf_failure=CSRF%20token');
  cloud.config.horizonRelease = '2026.1';
  const post = (Origin: string) => request('auth/login/', { method: 'POST', headers: { Origin } });
  const refusal = async (origin: string) => (await post(origin)).headers.get('location');
  expect(await refusal('http://evil.example')).toContain('csrf_failure=Origin%20checking%20failed');
  expect(await refusal(new URL(cloud.horizonUrl).origin)).toContain('csrf_failure=CSRF%20cookie');
});

test('each part can be switched off alone', async () => {
  const { request: ask } = visit(cloud);
  const access = 'project/api_access/';
  const server = `${LIST}${cloud.server('web-01').id}/`;
  const paths: Partial<Record<FakeCloud['config']['horizonOff'][number], string>> = {
    cloudsYaml: `${access}clouds.yaml/`,
    openrc: `${access}openrc/`,
    endpoints: access,
    rest: SESSION,
    autoConsole: `${server}auto_console`,
    consoleRedirects: `${server}vnc`,
  };
  for (const part of Object.keys(paths) as (keyof typeof paths)[]) {
    cloud.config.horizonOff = [part];
    for (const [other, path] of Object.entries(paths)) {
      const { status } = await ask(path, { headers: HORIZON_AJAX_HEADERS });
      expect(status === 404, `${other} without ${part}: ${status}`).toBe(other === part);
    }
  }
});

test('release mitaka has the downloads at another address, and no clouds.yaml', async () => {
  cloud.config.horizonRelease = 'mitaka';
  const { request: ask, page } = visit(cloud);
  expect((await ask('project/api_access/')).status).toBe(404);
  const document = await page('project/access_and_security/?tab=access_security_tabs__api_access_tab');
  expect(document.querySelector('table#endpoints')).not.toBeNull();
  expect((await ask('project/access_and_security/api_access/openrc/')).status).toBe(200);
  expect((await ask('project/access_and_security/api_access/clouds.yaml/')).status).toBe(404);
});
