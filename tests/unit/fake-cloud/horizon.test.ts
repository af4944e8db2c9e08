import { Window } from 'happy-dom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';

const AJAX = { 'X-Requested-With': 'XMLHttpRequest' };

let cloud: FakeCloud;
let cookie: string;

beforeAll(async () => {
  cloud = await startFakeCloud();
  const answer = await logIn('demo', 'password', 'Default');
  cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
});

afterAll(() => cloud.close());

function request(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(cloud.horizonUrl + path, { redirect: 'manual', ...init });
}

function logIn(username: string, password: string, domain: string): Promise<Response> {
  return request('auth/login/', {
    method: 'POST',
    body: new URLSearchParams({ username, password, domain, next: '/horizon/project/instances/' }),
  });
}

async function page(path: string) {
  const answer = await request(path, { headers: { Cookie: cookie } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  const { document } = new Window();
  document.write(await answer.text());
  return document;
}

test('nobody sees anything without logging in', async () => {
  const answer = await request('project/instances/');
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe('/horizon/auth/login/?next=%2Fhorizon%2Fproject%2Finstances%2F');
  expect((await request('project/instances/', { headers: AJAX })).status).toBe(401);
});

test('logging in sets a session cookie that scripts cannot read', async () => {
  const good = await logIn('demo', 'password', 'Default');
  expect([good.status, good.headers.get('location')]).toEqual([302, '/horizon/project/instances/']);
  expect(good.headers.getSetCookie()[0]).toMatch(/^sessionid=.*HttpOnly.*SameSite=Lax/);
  const bad = await logIn('demo', 'wrong', 'Default');
  expect([bad.status, bad.headers.getSetCookie()]).toEqual([200, []]);
});

test('the list has the marks by which Horizon and its rows are known', async () => {
  const document = await page('project/instances/');
  for (const mark of [
    'body[ng-app="horizon.app"]',
    '#main_content > .messages > toast',
    '#sidebar',
    '.topbar .context-overview',
    '#modal_wrapper',
  ]) {
    expect(document.querySelector(mark), mark).not.toBeNull();
  }
  const { id } = cloud.server('web-01');
  const row = document.querySelector(`table#instances tr#instances__row__${id}[data-object-id="${id}"]`);
  expect(row?.getAttribute('data-display')).toBe('web-01');
  expect(row?.querySelector('td.actions_column > .btn-group > ul.dropdown-menu.row_actions')).not.toBeNull();
  expect(row?.querySelector(`#instances__row_${id}__action_console.btn-console`)).not.toBeNull();
  const off = cloud.server('build-runner-7').id;
  expect(document.querySelector(`#instances__row_${off}__action_console`)).toBeNull();
  expect(document.querySelectorAll('tr.warning.ajax-update').length).toBeGreaterThan(0);
});

test('one row can be fetched alone', async () => {
  const { id } = cloud.server('erp-node-2');
  const path = `project/instances/?action=row_update&table=instances&obj_id=${id}`;
  const answer = await request(path, { headers: { Cookie: cookie, ...AJAX } });
  expect(await answer.text()).toMatch(
    new RegExp(`^<tr class="ajax-update warning" .*data-object-id="${id}".*</tr>$`, 's'),
  );
  expect((await request(path.replace(id, 'nothing'), { headers: { Cookie: cookie } })).status).toBe(404);
});

test('names are escaped', async () => {
  const ops = cloud.world.projects.find((project) => project.name === 'ops');
  const switched = await request(`auth/switch/${ops?.id}/?next=/horizon/project/instances/`, {
    headers: { Cookie: cookie },
  });
  const session = switched.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const text = await (await request('project/instances/', { headers: { Cookie: session } })).text();
  expect(text).toContain('data-display="naïve &amp; &quot;quoted&quot; &lt;b&gt;box&lt;/b&gt;"');
});

test('the detail page has its header and, when asked for, the console in a frame', async () => {
  const { id } = cloud.server('web-01');
  const plain = await page(`project/instances/${id}/`);
  expect(
    plain.querySelector('.page-header.detail-header .detail-actions form.actions_column .btn-group'),
  ).not.toBeNull();
  expect(plain.querySelector('#instance_details__overview dd[data-display="web-01"]')).not.toBeNull();
  const withConsole = await page(`project/instances/${id}/?tab=instance_details__console`);
  expect(withConsole.querySelector('iframe#console_embed')?.getAttribute('src')).toContain(
    `${cloud.consoleBaseUrl}/vnc_lite.html?path=`,
  );
});

test('the console can be reached by a redirect alone', async () => {
  const { id } = cloud.server('web-01');
  const answer = await request(`project/instances/${id}/vnc`, { headers: { Cookie: cookie } });
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toMatch(/vnc_lite\.html\?path=%3Ftoken%3D.*&title=web-01\(/);
});

test('the session hands out its token to scripts of the page, unless that is switched off', async () => {
  const path = 'api/keystone/user-session/';
  expect((await request(path, { headers: { Cookie: cookie } })).status).toBe(400);
  expect((await request(path, { headers: AJAX })).status).toBe(401);
  const session = (await (await request(path, { headers: { Cookie: cookie, ...AJAX } })).json()) as { token?: string };
  expect(session).toMatchObject({ username: 'demo', project_name: 'demo', services_region: 'RegionOne' });
  expect(cloud.validTokens().map((token) => token.id)).toContain(session.token);
  cloud.knobs.horizonClientToken = false;
  expect(await (await request(path, { headers: { Cookie: cookie, ...AJAX } })).json()).not.toHaveProperty('token');
});

test('the catalog of the session has public endpoints only', async () => {
  const catalog = (await (
    await request('api/keystone/svc-catalog/', { headers: { Cookie: cookie, ...AJAX } })
  ).json()) as {
    endpoints: { interface: string }[];
  }[];
  expect(new Set(catalog.flatMap((service) => service.endpoints.map((endpoint) => endpoint.interface)))).toEqual(
    new Set(['public']),
  );
});
