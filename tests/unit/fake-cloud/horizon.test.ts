import { expect, test } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { AJAX, documentOf, rowNames, visit } from './dashboard';

const cloud = fakeCloud();

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

test('nobody sees anything without logging in', async () => {
  const answer = await request('project/instances/?x=1');
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe(
    `${cloud.horizonUrl}auth/login/?next=/horizon/project/instances/%3Fx%3D1`,
  );
  const ajax = await request('project/instances/', { headers: AJAX });
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
  const forged = await logIn('demo', 'password', 'forged');
  expect(forged.headers.get('location')).toMatch(/^\/horizon\/auth\/login\/\?csrf_failure=CSRF%20token/);
});

test('only an active server has a console among its actions', async () => {
  const document = await visit(cloud).page('project/instances/');
  const has = (name: string): boolean =>
    document.querySelector(`#instances__row_${cloud.server(name).id}__action_console`) !== null;
  expect([has('web-01'), has('build-runner-7'), has('support-vm')]).toEqual([true, false, false]);
});

test('one row can be fetched alone, by a script only', async () => {
  const { request: ask } = visit(cloud);
  const { id } = cloud.server('erp-node-2');
  const path = `project/instances/?action=row_update&table=instances&obj_id=${id}`;
  const row = await (await ask(path, { headers: AJAX })).text();
  expect(row).toMatch(new RegExp(`^<tr class="ajax-update warning" .*data-object-id="${id}".*</tr>$`, 's'));
  expect((await ask(path.replace(id, 'nothing'), { headers: AJAX })).status).toBe(404);
  expect(await (await ask(path)).text()).toContain('<html>');
});

test('names are escaped', async () => {
  const { request: ask } = visit(cloud, 'demo', { project: 'ops' });
  expect(await (await ask('project/instances/')).text()).toContain(
    'data-display="naïve &amp; &quot;quoted&quot; &lt;b&gt;box&lt;/b&gt;"',
  );
});

test('the console tab holds a console, and loads by itself for a script', async () => {
  const { page, request: ask } = visit(cloud);
  const { id } = cloud.server('web-01');
  const document = await page(`project/instances/${id}/?tab=instance_details__console`);
  expect(document.querySelector('iframe#console_embed')?.getAttribute('src')).toContain(
    `${cloud.consoleBaseUrl}/vnc_lite.html?path=`,
  );
  const alone = await (await ask(`project/instances/${id}/?tab=instance_details__console`, { headers: AJAX })).text();
  expect(alone).toContain('<iframe id="console_embed"');
  expect(alone).not.toContain('<html>');
  const lost = await page(`project/instances/${cloud.server('archive-2019').id}/?tab=instance_details__console`);
  expect(lost.querySelector('#instance_details__console .well')).not.toBeNull();
});

test.each(['vnc', 'auto_console'])('the console can be reached by the redirect %s alone', async (view) => {
  const { request: ask } = visit(cloud);
  const answer = await ask(`project/instances/${cloud.server('web-01').id}/${view}`);
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toMatch(/vnc_lite\.html\?path=%3Ftoken%3D.*&title=web-01\(/);
});

test('a redirect that finds no console leads to the list, which says so once', async () => {
  for (const [user, server] of [
    ['demo', 'archive-2019'],
    ['reader', 'web-01'],
  ] as const) {
    const { request: ask, page } = visit(cloud, user);
    const answer = await ask(`project/instances/${cloud.server(server).id}/vnc`);
    expect(answer.headers.get('location')).toBe('/horizon/project/instances/');
    const messages = async () =>
      (await page('project/instances/')).querySelectorAll('#main_content > .messages > .alert-danger').length;
    expect([await messages(), await messages()]).toEqual([1, 0]);
  }
});

test('parts that are switched off are not there', async () => {
  const { request: ask } = visit(cloud);
  const path = `project/instances/${cloud.server('web-01').id}/`;
  cloud.knobs.horizonOff = ['autoConsole', 'consoleRedirects'];
  expect([(await ask(`${path}auto_console`)).status, (await ask(`${path}vnc`)).status]).toEqual([404, 404]);
});

test('an admin sees the servers of all projects, with project and host', async () => {
  const { page } = visit(cloud, 'admin');
  cloud.knobs.horizonPageSize = 100;
  const document = await page('admin/instances/');
  expect(rowNames(document)).toEqual(expect.arrayContaining(['web-01', 'mon-01', 'shop-01']));
  expect(rowNames(document)).not.toContain('edge-01');
  const { id } = cloud.server('mon-01');
  const row = document.querySelector(`#instances__row__${id}`);
  expect(row?.textContent).toContain('ops');
  expect(row?.textContent).toContain(cloud.server('mon-01').host);
  expect(row?.querySelector('td a[href*="/instances/"]')?.getAttribute('href')).toBe(
    `/horizon/admin/instances/${id}/detail`,
  );
  expect((await page(`admin/instances/${id}/detail`)).querySelector('.detail-actions')).not.toBeNull();
  expect((await visit(cloud).request('admin/instances/')).status).toBe(403);
});
