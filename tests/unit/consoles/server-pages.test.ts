import { expect, it } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { listAllServers } from '@/utils/consoles/servers';
import { OpenStackError } from '@/utils/openstack/errors';
import { issueToken } from '@/utils/openstack/identity/tokens';

const cloud = fakeCloud({ servers: 450 });

it('turns to small pages where a whole list takes the cloud too long, and remembers it', async () => {
  const user = { name: 'demo', domain: { name: 'Default' } };
  const scope = { project: { name: 'ops', domain: { name: 'Default' } } };
  const identity = { method: 'password', user, password: 'password' } as const;
  const { token } = await issueToken({ fetch }, cloud.authUrl, { identity, scope });
  const requestedUrls: string[] = [];
  const slowFetch: typeof fetch = async (input, init) => {
    const limit = new URL(String(input)).searchParams.get('limit') ?? 'none';
    requestedUrls.push(limit);
    if (limit === 'none') throw new OpenStackError('TIMEOUT');
    return fetch(input, init);
  };
  const loaded = async () => {
    const servers = await listAllServers({ fetch: slowFetch }, cloud.novaUrl, token);
    return servers.filter(({ name }) => name?.startsWith('load-')).length;
  };
  expect(await loaded()).toBe(450);
  expect(requestedUrls).toEqual(['none', '200', '200', '200']);
  requestedUrls.length = 0;
  expect(await loaded()).toBe(450);
  expect(requestedUrls).toEqual(['200', '200', '200']);
});
