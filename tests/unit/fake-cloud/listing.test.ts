import { expect, test } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { signIn } from './replay';

interface Page {
  servers: { id: string; name?: string; status: string; created: string; flavor?: Record<string, unknown> }[];
  servers_links?: { href: string }[];
}

const cloud = fakeCloud({ servers: 2500 });

async function list(
  project: string,
  query: string,
  microversion: string,
  base = cloud.novaUrl,
): Promise<{ status: number; page: Page }> {
  const token = await signIn(cloud, 'demo', project);
  const headers = { 'X-Auth-Token': token, 'OpenStack-API-Version': `compute ${microversion}` };
  const answer = await fetch(`${base}/servers/detail${query}`, { headers });
  return { status: answer.status, page: (await answer.json()) as Page };
}

test('a project of thousands comes in pages of a thousand, each server once, newest first', async () => {
  const seen: Page['servers'] = [];
  let query = '';
  let pages = 0;
  do {
    const { page } = await list('ops', query, '2.60');
    pages += 1;
    expect(page.servers.length).toBeLessThanOrEqual(1000);
    seen.push(...page.servers);
    const next = page.servers_links?.[0]?.href;
    query = next === undefined ? '' : new URL(next).search;
  } while (query !== '');
  const there = cloud.world.servers.filter(
    (server) =>
      server.region === 'RegionOne' &&
      !['DELETED', 'SOFT_DELETED'].includes(server.status) &&
      cloud.server('mon-01').projectId === server.projectId,
  );
  expect(pages).toBe(3);
  expect(new Set(seen.map((server) => server.id))).toEqual(new Set(there.map((server) => server.id)));
  expect(seen.length).toBe(there.length);
  expect(seen.map((server) => server.created)).toEqual(
    seen
      .map((server) => server.created)
      .sort()
      .reverse(),
  );
});

test('each tenth load server is off', async () => {
  const { page } = await list('ops', '?name=^load-&status=SHUTOFF&limit=1000', '2.6');
  expect(page.servers).toHaveLength(250);
});

test('the flavor has an id below 2.47 and its sizes from there on', async () => {
  const old = await list('demo', '?limit=1', '2.46');
  const young = await list('demo', '?limit=1', '2.47');
  expect(Object.keys(old.page.servers[0]?.flavor ?? {})).toEqual(['id', 'links']);
  expect(Object.keys(young.page.servers[0]?.flavor ?? {})).toContain('original_name');
});

test('a server in a cell that is down has no name from 2.69 on, and is left out before', async () => {
  const projectId = cloud.server('edge-01').projectId;
  const two = `${cloud.novaTwoUrl}/${projectId}`;
  const old = await list('demo', '', '2.68', two);
  const young = await list('demo', '', '2.69', two);
  expect(old.page.servers.map((server) => server.name)).toEqual(['edge-01', 'edge-02', 'edge-cache']);
  const lost = young.page.servers.find((server) => server.id === cloud.server('edge-lost').id);
  expect(lost).toBeDefined();
  expect(Object.keys(lost ?? {}).sort()).toEqual(['created', 'id', 'links', 'status', 'tenant_id']);
});

test('each region has its own servers', async () => {
  const { page } = await list('demo', '', '2.6');
  expect(page.servers.map((server) => server.name)).not.toContain('edge-01');
});

test('an unknown status is an empty list below 2.38 and a bad request from there on', async () => {
  expect((await list('demo', '?status=NONSENSE', '2.37')).page.servers).toEqual([]);
  expect((await list('demo', '?status=NONSENSE', '2.38')).status).toBe(400);
});

test('an unknown parameter is refused from 2.75 on', async () => {
  expect((await list('demo', '?colour=red', '2.74')).status).toBe(200);
  expect((await list('demo', '?colour=red', '2.75')).status).toBe(400);
});

test('there is a server in every status', () => {
  expect([...new Set(cloud.world.servers.map((server) => server.status))].sort()).toMatchInlineSnapshot(`
    [
      "ACTIVE",
      "BUILD",
      "DELETED",
      "ERROR",
      "HARD_REBOOT",
      "MIGRATING",
      "PASSWORD",
      "PAUSED",
      "REBOOT",
      "REBUILD",
      "RESCUE",
      "RESIZE",
      "REVERT_RESIZE",
      "SHELVED",
      "SHELVED_OFFLOADED",
      "SHUTOFF",
      "SOFT_DELETED",
      "SUSPENDED",
      "UNKNOWN",
      "VERIFY_RESIZE",
    ]
  `);
});
