import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { AJAX, documentOf, recordedText, visit } from './dashboard';
import { shapeDifferences } from './shape';

const cloud = fakeCloud();

const ACCESS = 'project/api_access/';

test('clouds.yaml is the download that a real Horizon gives', async () => {
  const { request } = visit(cloud);
  const answer = await request(`${ACCESS}clouds.yaml/`);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="clouds.yaml"');
  const text = await answer.text();
  expect(shapeDifferences(parse(recordedText('clouds.yaml')), parse(text))).toEqual([]);
  expect(parse(text).clouds.openstack).toMatchObject({
    auth: { auth_url: cloud.authUrl, username: 'demo', project_name: 'demo', user_domain_name: 'Default' },
    region_name: 'RegionOne',
  });
});

function exportsOf(text: string): Record<string, string> {
  const lines = text.split('\n').flatMap((line) => /^export (\w+)=(.*)$/.exec(line)?.slice(1) ?? []);
  return Object.fromEntries(lines.flatMap((name, at) => (at % 2 === 0 ? [[name, lines[at + 1] ?? '']] : [])));
}

test('openrc is the download that a real Horizon gives', async () => {
  const { request } = visit(cloud);
  const answer = await request(`${ACCESS}openrc/`);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="demo-openrc.sh"');
  const values = exportsOf(await answer.text());
  expect(Object.keys(values)).toEqual(Object.keys(exportsOf(recordedText('openrc.sh'))));
  expect(values).toMatchObject({ OS_AUTH_URL: `"${cloud.authUrl}"`, OS_REGION_NAME: '"RegionOne"' });
  cloud.knobs.horizonRelease = '2026.1';
  expect(exportsOf(await (await request(`${ACCESS}openrc/`)).text()).OS_AUTH_URL).toBe(cloud.authUrl);
});

test('the table of endpoints has the marks of the real one, and the URLs of the chosen region', async () => {
  const { page, login } = visit(cloud);
  const real = documentOf(recordedText('api-access.html'));
  const document = await page(ACCESS);
  const marks = [
    'table#endpoints',
    'tr#endpoints__row__0[data-display="nova"][data-object-id="0"]',
    'a#endpoints__action_view_credentials.ajax-modal',
    'a#endpoints__action_download_clouds_yaml[href$="project/api_access/clouds.yaml/"]',
    'a#endpoints__action_download_openrc[href$="project/api_access/openrc/"]',
  ];
  for (const mark of marks) {
    expect(real.querySelector(mark), `real ${mark}`).not.toBeNull();
    expect(document.querySelector(mark), mark).not.toBeNull();
  }
  const urls = (from: typeof document) =>
    [...from.querySelectorAll('table#endpoints tbody tr')].map((row) => row.children[1]?.textContent?.trim());
  expect(urls(document)).toEqual(expect.arrayContaining([cloud.authUrl, cloud.novaUrl]));
  login.switchRegion('RegionTwo');
  expect(urls(await page(ACCESS)).some((url) => url?.startsWith(cloud.novaTwoUrl))).toBe(true);
});

test('the credentials can be looked at', async () => {
  const { request } = visit(cloud);
  const document = documentOf(await (await request(`${ACCESS}view_credentials/`, { headers: AJAX })).text());
  expect(document.querySelector('#openrc-auth')?.getAttribute('value')).toBe(cloud.authUrl);
  expect(document.querySelector('#openrc-project-name')?.getAttribute('value')).toBe('demo');
});

test('each step can be taken away alone', async () => {
  const { request, page } = visit(cloud);
  const paths = {
    cloudsYaml: `${ACCESS}clouds.yaml/`,
    openrc: `${ACCESS}openrc/`,
    endpoints: ACCESS,
    credentials: `${ACCESS}view_credentials/`,
  } as const;
  for (const part of Object.keys(paths) as (keyof typeof paths)[]) {
    cloud.knobs.horizonOff = [part];
    for (const [other, path] of Object.entries(paths))
      expect((await request(path)).status, `${other} without ${part}`).toBe(other === part ? 404 : 200);
  }
  cloud.knobs.horizonOff = ['cloudsYaml'];
  const document = await page(ACCESS);
  expect(document.querySelector('#endpoints__action_download_clouds_yaml')).toBeNull();
  expect(document.querySelector('#endpoints__action_download_openrc')).not.toBeNull();
});

test('Mitaka has it elsewhere, and no clouds.yaml', async () => {
  cloud.knobs.horizonRelease = 'mitaka';
  const { request, page } = visit(cloud);
  expect((await request(ACCESS)).status).toBe(404);
  const document = await page('project/access_and_security/?tab=access_security_tabs__api_access_tab');
  expect(document.querySelector('table#endpoints')).not.toBeNull();
  expect((await request('project/access_and_security/api_access/openrc/')).status).toBe(200);
  expect((await request('project/access_and_security/api_access/clouds.yaml/')).status).toBe(404);
});
