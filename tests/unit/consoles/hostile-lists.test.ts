import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE } from '@/tests/unit/support/profile';
import { rejectionCodeOf } from '@/tests/unit/support/sent-secrets';
import { newWorker } from '@/tests/unit/support/worker';
import { matchPattern } from '@/utils/clouds/host-patterns';
import { requiredHosts } from '@/utils/consoles/required-hosts';
import { requests } from '@/utils/messaging/page-requests';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { readPlace } from '@/utils/pages/snapshot';
import { tokenStore } from '@/utils/sessions/token-store';
import { cloudCache } from '@/utils/storage/cloud-cache';

const cloud = fakeCloud({ password: PASSWORD });
const profile = () => demoProfile(cloud.authUrl, { remember: 'session' });

/** A worker whose cloud answers as `change` makes it of what the fake one answers at an address with `part`. */
function workerWithForgedAnswers(part: string, change: (body: never) => unknown) {
  return newWorker(async (input, init) => {
    const answer = await fetch(input, init);
    if (!String(input).includes(part) || !answer.ok) return answer;
    return new Response(JSON.stringify(change((await answer.json()) as never)), answer);
  });
}
async function signedIn(worker: ReturnType<typeof newWorker>) {
  await worker.accounts.save({ profile: profile(), credential: CREDENTIAL, verify: false });
  return worker;
}

const manyHosts = ({ token }: { token: { catalog?: { type: string; endpoints: object[] }[] } }) => {
  for (const service of token.catalog ?? [])
    if (service.type === 'compute')
      for (let index = 0; index < 20_000; index++)
        service.endpoints.push({ interface: 'public', region: `Z${index}`, url: `https://nova${index}.example/v2.1` });
  return { token };
};

describe('a catalog of 20,000 hosts', () => {
  it('has 41 of them kept, asked for and shown, which is one more than the settings list', async () => {
    const worker = await signedIn(workerWithForgedAnswers('/auth/tokens', manyHosts));
    const view = await worker.serverLists.servers(PLACE);
    expect(view.regions.length).toBeLessThanOrEqual(100);
    expect((await cloudCache.hosts('cloud-1')).compute.length).toBeLessThanOrEqual(41);
    const contains = vi.mocked(fakeBrowser.permissions.contains);
    contains.mockClear();
    const [cloudView] = await worker.routes.pages.listClouds({});
    expect(cloudView?.hosts).toHaveLength(41);
    expect(cloudView?.hosts[0]?.purpose).toBe('identity');
    expect(contains.mock.calls.length).toBeLessThanOrEqual(41);
  });

  it('leaves what the user entered among those that are shown', async () => {
    const patterns = Array.from({ length: 20_000 }, (_, index) => `https://nova${index}.example/*`);
    const computeUrl = 'https://own.example/v2.1';
    const hosts = await requiredHosts({ ...profile(), computeUrl }, { compute: patterns, console: patterns });
    expect(hosts).toHaveLength(41);
    expect(hosts.map(({ origin }) => origin)).toContain('https://own.example/*');
  });
});

describe('a list that does not end', () => {
  it('of servers is cached with its mark', async () => {
    const endless = ({ servers }: { servers: object[] }) => ({
      servers: Array.from({ length: 21_000 }, (_, index) => ({ ...servers[0], id: `id-${index}` })),
    });
    const worker = await signedIn(workerWithForgedAnswers('/servers/detail', endless));
    const view = await worker.serverLists.servers(PLACE);
    expect(view.servers).toHaveLength(20_000);
    expect(view.isPartial).toBe(true);
    expect((await readPlace(view)).servers).toEqual(view);
  });

  it('of projects is cached with its mark', async () => {
    const many = ({ projects }: { projects: object[] }) => ({
      projects: Array.from({ length: 60_000 }, (_, index) => ({
        ...projects[0],
        id: `id-${index}`,
        name: `p${index}`,
      })),
    });
    const worker = await signedIn(workerWithForgedAnswers('/auth/projects', many));
    const projects = await worker.serverLists.projects('cloud-1');
    expect(projects).toHaveLength(10_000);
    expect(projects.filter(({ isCutAfter }) => isCutAfter)).toEqual([projects.at(-1)]);
    expect(await cloudCache.projects('cloud-1')).toEqual(projects);
  });
});

describe('a text that is too long to be sent back', () => {
  const long = '🔑 '.repeat(200);

  it('is cut in names, and leaves a server out where it is an id', async () => {
    const renamed = ({ servers }: { servers: object[] }) => ({
      servers: [
        { ...servers[0], name: long },
        { ...servers[1], id: long },
        { ...servers[2], id: '' },
      ],
    });
    const worker = await signedIn(workerWithForgedAnswers('/servers/detail', renamed));
    const { servers, cloudId, projectId, region } = await worker.serverLists.servers(PLACE);
    expect(servers).toHaveLength(1);
    for (const { id: serverId, name: serverName } of servers) {
      const request = { ...{ cloudId, projectId, region, serverId, serverName, checkStatus: true } };
      const sent = { ...request, requestId: crypto.randomUUID() };
      expect(requests.openConsole.safeParse(sent).success).toBe(true);
    }
  });

  it('is no host: one of 253 characters can be asked for', () => {
    const origins = [`https://${'a.'.repeat(125)}abc/*`];
    expect(requests.queueUntilGranted.safeParse({ pendingAction: null, origins }).success).toBe(true);
  });
});

describe('an address of a megabyte', () => {
  const long = 'a'.repeat(1_000_000);

  it('of a console is not stored, nor what its path has', async () => {
    const url = `https://console.example/${long}?token=t`;
    const worker = await signedIn(workerWithForgedAnswers('/remote-consoles', () => ({ remote_console: { url } })));
    const { projectId, region, servers } = await worker.serverLists.servers(PLACE);
    const [{ id: serverId = '', name: serverName = null } = {}] = servers;
    await worker.consoles.open({
      ...{ cloudId: 'cloud-1', projectId, region, serverId, serverName, checkStatus: false },
      requestId: 'request-1',
    });
    expect(JSON.stringify(await fakeBrowser.storage.session.get()).length).toBeLessThan(20_000);
    expect(JSON.stringify(await fakeBrowser.storage.local.get()).length).toBeLessThan(20_000);
  });

  it('of Keystone is none of a cloud', async () => {
    const links = [{ rel: 'self', href: `/${long}/v3` }];
    const list = () => ({ versions: { values: [{ id: 'v3.14', status: 'stable', links }] } });
    const lie = async (input: unknown) =>
      String(input).endsWith('/v3') ? new Response('{}', { status: 404 }) : new Response(JSON.stringify(list()));
    expect(await rejectionCodeOf(discoverIdentity({ fetch: lie }, cloud.authUrl))).toBe('NOT_KEYSTONE');
  });

  it('is no host', () => expect(matchPattern(`https://${long}/`)).toBeNull());
});

/** A cloud whose tokens are all of the project `demo`, which it names as `nameOf` says. */
function renaming(nameOf: () => string, answer: (url: string, init?: RequestInit) => Response | string | null) {
  return newWorker(async (input, init) => {
    const given = answer(String(input), init);
    if (given instanceof Response) return given;
    if (init?.method !== 'POST' || !String(input).endsWith('/auth/tokens')) return fetch(input, init);
    const { auth } = JSON.parse(String(init.body));
    if (auth.scope?.project?.id !== undefined) auth.scope.project.id = cloud.project('demo').id;
    const issued = await fetch(input, { ...init, body: JSON.stringify({ auth }) });
    const { token } = (await issued.json()) as { token: { project: { id: string } } };
    token.project.id = nameOf();
    const headers = { 'X-Subject-Token': given ?? issued.headers.get('X-Subject-Token') ?? '' };
    return new Response(JSON.stringify({ token }), { status: 201, headers });
  });
}
const listIn = (worker: ReturnType<typeof newWorker>, projectId: string) =>
  rejectionCodeOf(worker.serverLists.servers({ ...PLACE, projectId }));

describe('a cloud that gives tokens again', () => {
  it('has one budget for the lists of all tokens, though it refuses each after many pages', async () => {
    let count = 0;
    let again: string[] | null = null;
    let pages = 0;
    const worker = await signedIn(
      renaming(
        () => `project-${++count}`,
        (url, init) => {
          if (again === null) return null;
          if (init?.method === 'GET' && url.endsWith('/auth/tokens')) return new Response('{}', { status: 404 });
          if (!url.includes('/servers/detail')) return init?.method === 'POST' ? (again.pop() ?? null) : null;
          if (++pages % 50 === 0) return new Response('{}', { status: 401 });
          const servers = [{ id: `s${pages}`, status: 'ACTIVE' }];
          const links = [{ rel: 'next', href: `/?marker=${pages}` }];
          return new Response(JSON.stringify({ servers, servers_links: links }));
        },
      ),
    );
    for (let n = 0; n < 10; n++) expect(await listIn(worker, `p${n}`)).toBeNull();
    again = (await tokenStore.all('cloud-1')).map(({ token }) => token);
    expect(again).toHaveLength(10);
    await listIn(worker, 'another');
    expect(pages).toBeLessThanOrEqual(200);
  });

  it.each(['__proto__', 'constructor', 'default', 'root'])('of a project %s has them kept and revoked', async (id) => {
    const worker = await signedIn(
      renaming(
        () => id,
        () => null,
      ),
    );
    for (let n = 0; n < 3; n++) expect(await listIn(worker, id)).toBeNull();
    expect(cloud.validTokens()).toHaveLength(1);
    expect(await worker.accounts.remove('cloud-1')).toEqual({ revoked: true });
    expect(cloud.validTokens()).toEqual([]);
  });
});
