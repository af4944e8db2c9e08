import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE } from '@/tests/unit/support/profile';
import { asked, newWorker } from '@/tests/unit/support/worker';
import type { ServersView } from '@/utils/messaging/views';
import { lastConsole } from '@/utils/storage/last-console';

const cloud = fakeCloud({ password: PASSWORD });
let list: ServersView;

beforeEach(async () => {
  const worker = newWorker();
  await worker.accounts.save({ profile: demoProfile(cloud.authUrl), credential: CREDENTIAL, verify: true });
  list = await worker.serverLists.servers(PLACE);
  cloud.resetRequests();
});

function request(name: string, overrides: { checkStatus?: boolean; requestId?: string } = {}) {
  const server = list.servers.find((candidate) => candidate.name === name);
  if (server === undefined) throw new Error(`no server ${name} in ${list.servers.map((each) => each.name)}`);
  const { cloudId, projectId, region } = list;
  const target = { cloudId, projectId, region, serverId: server.id, serverName: server.name };
  return { ...target, checkStatus: false, requestId: crypto.randomUUID(), ...overrides };
}

const tabs = () => fakeBrowser.tabs.query({});
const urlOf = async (tabId: number) => (await tabs()).find(({ id }) => id === tabId)?.url;
const open = (...args: Parameters<typeof request>) => newWorker().consoles.open(request(...args));
const reopen = (requestId = 'r2') => newWorker().consoles.reopen({ requestId });
const nameOfShutoff = () => list.servers.find(({ obstacle }) => obstacle === 'shutoff')?.name ?? '';

describe('opening a console', () => {
  it('takes one request when warm and opens what Nova gave, fitted to the window', async () => {
    const { tabId } = await open('web-01');
    expect(asked(cloud)).toEqual(['POST /v2.1/servers/{id}/remote-consoles']);
    expect(await urlOf(tabId)).toMatch(/\/vnc_lite\.html\?path=%3Ftoken%3D[0-9a-f-]{36}&scale=true$/);
  });

  it('takes two requests when cold', async () => {
    const worker = newWorker();
    await worker.sessions.endTokens(demoProfile(cloud.authUrl));
    cloud.resetRequests();
    await worker.consoles.open(request('web-01'));
    expect(asked(cloud)).toEqual(['POST /v3/auth/tokens', 'POST /v2.1/servers/{id}/remote-consoles']);
  });

  it('remembers which server it was, and never its URL', async () => {
    await open('web-01');
    expect(await lastConsole.get()).toMatchObject({ cloudId: 'cloud-1', serverName: 'web-01' });
    const stored = JSON.stringify([await fakeBrowser.storage.local.get(), await fakeBrowser.storage.sync.get()]);
    for (const secret of cloud.secrets()) expect(stored).not.toContain(secret);
  });

  it('opens one tab for a request that is made twice', async () => {
    const twice = request('web-01');
    const first = await newWorker().consoles.open(twice);
    expect(await newWorker().consoles.open(twice)).toEqual(first);
    expect(asked(cloud)).toHaveLength(1);
  });

  it('asks for the status first where the list had an obstacle, and gives the reason', async () => {
    const refused = open(nameOfShutoff(), { checkStatus: true });
    await expect(refused).rejects.toMatchObject({ code: 'SERVER_HAS_NO_CONSOLE', facts: { obstacle: 'shutoff' } });
    expect(asked(cloud)).toEqual(['GET /v2.1/servers/{id}']);
    expect(await lastConsole.get()).toBeNull();
  });

  it('opens it where the server was started since', async () => {
    const server = cloud.server(nameOfShutoff());
    const before = server.status;
    server.status = 'ACTIVE';
    await open(server.name ?? '', { checkStatus: true });
    server.status = before;
    expect(asked(cloud)).toEqual(['GET /v2.1/servers/{id}', 'POST /v2.1/servers/{id}/remote-consoles']);
  });

  it('signs in again once where the token was revoked on the cloud', async () => {
    cloud.revokeAllTokens();
    await open('web-01');
    expect(asked(cloud)).toEqual([
      'POST /v2.1/servers/{id}/remote-consoles',
      // is it dead, or only refused?
      'GET /v3/auth/tokens',
      'POST /v3/auth/tokens',
      'POST /v2.1/servers/{id}/remote-consoles',
    ]);
  });

  it('remembers that a cloud has only the older action', async () => {
    cloud.config.maxMicroversion = '2.3';
    await open('web-01');
    expect(asked(cloud)).toEqual(['POST /v2.1/servers/{id}/remote-consoles', 'POST /v2.1/servers/{id}/action']);
    cloud.resetRequests();
    await open('web-02');
    expect(asked(cloud)).toEqual(['POST /v2.1/servers/{id}/action']);
  });

  it('finds the type of console that a host offers, and asks for it first the next time', async () => {
    await open('win-desktop');
    expect(asked(cloud)).toHaveLength(2);
    cloud.resetRequests();
    const { tabId } = await open('win-desktop');
    expect(asked(cloud)).toHaveLength(1);
    expect(await urlOf(tabId)).toContain('spice_auto.html?token=');
  });

  it('gives the reason where a host offers no console that a tab can show', async () => {
    const server = cloud.server('web-02');
    const offered = server.consoles;
    server.consoles = ['serial'];
    await expect(open('web-02')).rejects.toMatchObject({ code: 'CONSOLE_TYPE_UNAVAILABLE' });
    server.consoles = offered;
  });

  it('says that the cloud was removed', async () => {
    const ofUnknownCloud = { ...request('web-01'), cloudId: 'gone' };
    await expect(newWorker().consoles.open(ofUnknownCloud)).rejects.toMatchObject({ code: 'CLOUD_UNKNOWN' });
  });
});

describe('reopening the last console', () => {
  it('says that there is none yet', async () => {
    await expect(reopen()).rejects.toMatchObject({ code: 'NO_LAST_CONSOLE' });
  });

  it('loads a fresh URL into the tab that still shows it', async () => {
    const { tabId } = await open('web-01');
    const before = await urlOf(tabId);
    const count = (await tabs()).length;
    expect(await reopen()).toEqual({ tabId });
    const after = await urlOf(tabId);
    expect(after).not.toBe(before);
    expect(after).toContain('token%3D');
    expect(await tabs()).toHaveLength(count);
  });

  it('opens a new tab where the user went elsewhere in the old one', async () => {
    const { tabId } = await open('web-01');
    await fakeBrowser.tabs.update(tabId, { url: 'https://example.org/my-half-written-letter' });
    const again = await reopen();
    expect(again.tabId).not.toBe(tabId);
    expect(await urlOf(tabId)).toBe('https://example.org/my-half-written-letter');
  });

  it('opens a new tab where the old one was closed', async () => {
    const { tabId } = await open('web-01');
    vi.spyOn(fakeBrowser.tabs, 'get').mockRejectedValue(new Error(`No tab with id: ${tabId}`));
    expect((await reopen()).tabId).not.toBe(tabId);
  });

  it('asks for the status first where a later list has the server off', async () => {
    await open('web-01');
    const server = cloud.server('web-01');
    server.status = 'SHUTOFF';
    await newWorker().serverLists.servers(PLACE);
    const refused = expect(reopen());
    await refused.rejects.toMatchObject({ code: 'SERVER_HAS_NO_CONSOLE', facts: { serverName: 'web-01' } });
    server.status = 'ACTIVE';
    await reopen('r3');
  });
});
