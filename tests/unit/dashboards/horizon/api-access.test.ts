import { expect, it } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { dashboardUser } from '@/tests/unit/support/dashboard-user';
import { newWorker } from '@/tests/unit/support/worker';
import { readApiAccess } from '@/utils/dashboards/horizon/api-access';
import { addDashboard } from '@/utils/dashboards/store';

const cloud = fakeCloud();

const read = () => {
  const { fetch, login } = dashboardUser(cloud);
  return { apiAccess: () => readApiAccess({ fetch }, cloud.horizonUrl), login };
};

it('is the best file there is, with no secret', async () => {
  for (const [horizonOff, source] of [
    [[], 'clouds.yaml'],
    [['cloudsYaml'], 'openrc'],
    [['cloudsYaml', 'openrc'], 'endpoints'],
    [['cloudsYaml', 'openrc', 'endpoints'], 'session'],
  ] as const) {
    cloud.config.horizonOff = [...horizonOff];
    const { apiAccess, login } = read();
    const answer = await apiAccess();
    expect(answer.source).toBe(source);
    for (const secret of [...cloud.secrets(), login.token()]) expect(JSON.stringify(answer)).not.toContain(secret);
  }
});

it('is no clouds.yaml that leaves out where the cloud is, as with a profile of the operator', async () => {
  const { fetch } = dashboardUser(cloud);
  const profiled: typeof fetch = async (input, init) =>
    String(input).endsWith('clouds.yaml/')
      ? new Response('clouds:\n  openstack:\n    profile: corp\n    auth:\n      username: "demo"\n')
      : fetch(input, init);
  expect(await readApiAccess({ fetch: profiled }, cloud.horizonUrl)).toMatchObject({ source: 'openrc' });
});

it('is the table alone, without the token that the page has for its forms', async () => {
  cloud.config.horizonOff = ['cloudsYaml', 'openrc'];
  const answer = await read().apiAccess();
  expect(answer).toMatchObject({ source: 'endpoints', who: { userName: 'demo', projectName: 'demo' } });
  const text = 'text' in answer ? answer.text : '';
  expect(text).toMatch(/^<table[\s\S]*<\/table>$/);
  expect(text).toContain(cloud.authUrl);
  expect(text).not.toMatch(/<input|csrf|<form/);
});

it('keeps only the parts of the table and their text: a parser would repeat open elements', async () => {
  cloud.config.horizonOff = ['cloudsYaml', 'openrc'];
  const { fetch } = dashboardUser(cloud);
  const hostile = `<table id="endpoints"><TR data-display="keystone"><td><b i=1><b i=2><p>x<p>y<!-- z -->
    <t<b>d><scr<i>ipt><script>1<td></script><td/><a href="https://a.test"> https://a.test/v3 </a></td><tdx></tr ></table>`;
  const answer = await readApiAccess(
    {
      fetch: async (input, init) =>
        String(input).endsWith('/api_access/') ? new Response(hostile) : fetch(input, init),
    },
    cloud.horizonUrl,
  );
  const text = 'text' in answer ? answer.text : '';
  expect(text.match(/<[^\s>]*/g)).toEqual(['<table', '<TR', '<td', '<td/', '</td', '</tr', '</table']);
  expect(text).toContain('<td/> https://a.test/v3 </td>');
});

it('is not read without a login', async () => {
  const { apiAccess, login } = read();
  login.end();
  await expect(apiAccess()).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
});

it('a file that is far too large is left out', async () => {
  const { fetch } = dashboardUser(cloud);
  const large: typeof fetch = async (input, init) =>
    String(input).endsWith('clouds.yaml/') ? new Response(`clouds:\n${'#'.repeat(2_000_000)}`) : fetch(input, init);
  expect(await readApiAccess({ fetch: large }, cloud.horizonUrl)).toMatchObject({ source: 'openrc' });
});

it('of a Skyline is the address of its Keystone', async () => {
  const root = 'https://skyline.example.org/';
  await addDashboard({ root, kind: 'skyline' });
  const fetch = async () => Response.json([{ region_name: 'RegionOne', url: cloud.authUrl }]);
  expect(await newWorker(fetch).dashboards.apiAccess(root)).toMatchObject({
    source: 'session',
    authUrl: cloud.authUrl,
    who: { region: 'RegionOne', userName: null },
  });
  const closed = newWorker(async () => new Response('', { status: 404 })).dashboards.apiAccess(root);
  await expect(closed).rejects.toMatchObject({ code: 'DASHBOARD_NO_API_ACCESS' });
});
