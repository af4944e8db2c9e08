import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NovaConnection } from '@/utils/openstack/compute/access';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { type ConsoleKind, createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { listServers, type Server } from '@/utils/openstack/compute/servers';
import { OpenStackError } from '@/utils/openstack/errors';
import { revokeToken } from '@/utils/openstack/identity/tokens';
import { client, connectToNova, openTarget, serviceErrorOf } from './target';

const UNKNOWN_SERVER_ID = '00000000-0000-0000-0000-000000000000';
const novnc: ConsoleKind = { protocol: 'vnc', type: 'novnc' };
const OTHER_TYPES: ConsoleKind[] = [
  { protocol: 'spice', type: 'spice-html5' },
  { protocol: 'serial', type: 'serial' },
  { protocol: 'rdp', type: 'rdp-html5' },
  { protocol: 'mks', type: 'webmks' },
];

const target = await openTarget();
const { reader } = target;
const nova: NovaConnection = await connectToNova(target.demo);
const servers: Server[] = await listServers(client, nova);
const shelved = servers.find(({ status }) => status === 'SHELVED_OFFLOADED');
let active: Server;
beforeAll(() => {
  const found = servers.find(({ status, taskState }) => status === 'ACTIVE' && taskState === null);
  if (!found) throw new Error('this cloud has no server that is ACTIVE in project demo');
  active = found;
});
afterAll(() => target.close());

async function expectPage(url: string): Promise<void> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(/<html/i);
}

describe('a console', () => {
  it('is a page with a screen of the server', async () => {
    const console = await createRemoteConsole(client, nova, active.id, novnc);
    expect(console).toMatchObject({ protocol: 'vnc', type: 'novnc', via: 'remote-consoles' });
    expect(decodeURIComponent(new URL(console.url).search)).toMatch(/token=[0-9a-f-]{36}/);
    await expectPage(console.url);
  });

  it('is a new one each time', async () => {
    const first = await createRemoteConsole(client, nova, active.id, novnc);
    const second = await createRemoteConsole(client, nova, active.id, novnc);
    expect(second.url).not.toBe(first.url);
  });

  it('is also given by the legacy action', async () => {
    const console = await createRemoteConsole(client, { ...nova, legacy: true }, active.id, novnc);
    expect(console.via).toBe('action');
    await expectPage(console.url);
  });

  it('is given to an application credential', async () => {
    expect((await createRemoteConsole(client, await connectToNova(target.appCred), active.id, novnc)).url).toMatch(
      /^http/,
    );
  });

  it.each(OTHER_TYPES)('of type $type is given, or refused as unavailable', async (kind) => {
    for (const connection of [nova, { ...nova, legacy: true }]) {
      if (connection.legacy && kind.type === 'webmks') continue; // has no legacy action
      const answer = await createRemoteConsole(client, connection, active.id, kind).catch((error: unknown) => error);
      if (answer instanceof OpenStackError) expect(answer.code).toBe('CONSOLE_TYPE_UNAVAILABLE');
      else expect(answer).toMatchObject({ ...kind, url: expect.stringMatching(/^(https?|wss?):/) });
    }
  });

  it('is given for each status without an obstacle', async () => {
    const oneOfEach = new Map(servers.map((server) => [server.status, server]));
    for (const server of oneOfEach.values()) {
      if (consoleObstacle(server) !== null) continue;
      const answer = await createRemoteConsole(client, nova, server.id, novnc).catch((error: unknown) => error);
      // Its host may offer another type.
      if (answer instanceof OpenStackError) expect(answer.code).toBe('CONSOLE_TYPE_UNAVAILABLE');
      else expect(answer).toMatchObject({ url: expect.stringMatching(/^https?:/) });
    }
    expect(consoleObstacle(active)).toBeNull();
  });
});

describe('a console is refused', () => {
  it('for an unknown server, an invalid id, and a server of another project, by either API', async () => {
    const [other] = await listServers(client, await connectToNova(target.ops));
    if (!other) throw new Error('this cloud has no server in project ops');
    for (const id of [UNKNOWN_SERVER_ID, 'not-a-uuid', other.id]) {
      for (const connection of [nova, { ...nova, legacy: true }]) {
        const error = await serviceErrorOf(createRemoteConsole(client, connection, id, novnc));
        expect(error).toMatchObject({ code: 'SERVER_NOT_FOUND', facts: { status: 404, method: 'POST' } });
      }
    }
  });

  if (shelved !== undefined)
    it('for a server without a host', async () => {
      expect(consoleObstacle(shelved)).toBe('shelved');
      const error = await serviceErrorOf(createRemoteConsole(client, nova, shelved.id, novnc));
      expect(error).toMatchObject({ code: 'SERVER_NOT_READY', facts: { status: 409 } });
    });

  if (reader !== null)
    it('to a reader', async () => {
      const error = await serviceErrorOf(createRemoteConsole(client, await connectToNova(reader), active.id, novnc));
      expect(error).toMatchObject({ code: 'CONSOLE_FORBIDDEN', facts: { status: 403 } });
    });

  it('to a revoked token and to an invalid one', async () => {
    const revoked = await connectToNova(target.demo);
    await revokeToken(client, target.demo.authUrl, revoked.token);
    for (const connection of [revoked, { ...nova, token: 'nonsense' }]) {
      const error = await serviceErrorOf(createRemoteConsole(client, connection, active.id, novnc));
      expect(error).toMatchObject({ code: 'TOKEN_INVALID', facts: { service: 'compute', status: 401 } });
    }
  });
});
