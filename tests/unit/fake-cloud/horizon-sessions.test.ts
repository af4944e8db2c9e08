import { expect, test } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { AJAX, rowNames, visit } from './dashboard';

const cloud = fakeCloud();

const SESSION = 'api/keystone/user-session/';

test('a login ends with its token, with its time, and when all are ended', async () => {
  const status = async (ask: ReturnType<typeof visit>['request']) => (await ask(SESSION, { headers: AJAX })).status;
  const first = visit(cloud);
  expect(await status(first.request)).toBe(200);
  cloud.revokeAllTokens();
  expect(await status(first.request)).toBe(401);

  const second = visit(cloud);
  cloud.knobs.horizonSessionSeconds = 0;
  expect(await status(second.request)).toBe(401);
  cloud.knobs.horizonSessionSeconds = 3600;
  expect(await status(second.request)).toBe(200);

  cloud.dashboard.endSessions();
  expect([await status(second.request), cloud.dashboard.logins()]).toEqual([401, 0]);
  expect(cloud.validTokens().map((token) => token.id)).toContain(second.login.token());
});

test('a separate process ends all logins, and moves them to another project, through the control endpoint', async () => {
  const { page, request } = visit(cloud);
  const turn = (knobs: object) =>
    fetch(new URL('/__knobs', cloud.horizonUrl), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(knobs),
    });
  await turn({ switchDashboardProject: 'ops' });
  expect((await page('project/instances/')).querySelector('.context-project')?.textContent).toBe('ops');
  await turn({ endDashboardSessions: true });
  expect((await request('project/instances/')).status).toBe(302);
});

test('switching the project keeps the cookie and changes token, header and rows', async () => {
  const { login, request, page, json } = visit(cloud);
  const before = login.token();
  const ops = cloud.world.projects.find((project) => project.name === 'ops');
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

test('a project may be switched behind the back of an open page', async () => {
  const { login, json } = visit(cloud);
  login.switchProject('ops');
  expect(await json(SESSION)).toMatchObject({ project_name: 'ops' });
  expect(() => login.switchProject('web')).toThrow('no project web');
});

test('switching the region changes cookie, header and rows', async () => {
  const { request, page, json } = visit(cloud);
  const region = (document: Awaited<ReturnType<typeof page>>) => document.querySelector('.context-region')?.textContent;
  expect(region(await page('project/instances/'))).toBe('RegionOne');
  const answer = await request('auth/switch_services_region/RegionTwo/?next=/horizon/project/instances/');
  expect(answer.headers.getSetCookie().join()).toContain('services_region=RegionTwo;');
  const document = await page('project/instances/');
  expect(region(document)).toBe('RegionTwo');
  expect(rowNames(document)).toEqual(['edge-01', 'edge-02', 'edge-cache']);
  expect(await json(SESSION)).toMatchObject({ services_region: 'RegionTwo' });
  await request('auth/switch_services_region/Nowhere/');
  expect(region(await page('project/instances/'))).toBe('RegionTwo');
});

test('a cloud of one region does not name it', async () => {
  cloud.world.regions = ['RegionOne'];
  expect((await visit(cloud).page('project/instances/')).querySelector('.context-region')).toBeNull();
});

test('a link signs out; from 2026.1 on only a form does', async () => {
  const { request, page, login } = visit(cloud);
  cloud.knobs.horizonRelease = '2026.1';
  expect(
    (await page('project/instances/')).querySelector('form[action="/horizon/auth/logout/"] button'),
  ).not.toBeNull();
  expect((await request('auth/logout/')).status).toBe(405);
  const body = new URLSearchParams({ csrfmiddlewaretoken: login.csrfToken });
  expect((await request('auth/logout/', { method: 'POST', body })).status).toBe(302);
  expect((await request('project/instances/')).status).toBe(302);
  cloud.knobs.horizonRelease = 'zed';
  const other = visit(cloud);
  expect((await other.request('auth/logout/')).headers.get('location')).toBe('/horizon/auth/login/');
  expect(cloud.dashboard.logins()).toBe(0);
});
