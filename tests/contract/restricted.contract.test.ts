import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudProfile } from '@/utils/clouds/profile';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import type { NovaConnection } from '@/utils/openstack/compute/access';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { listServers, type Server, showServer } from '@/utils/openstack/compute/servers';
import type { Owner } from '@/utils/openstack/identity/application-credentials';
import { listProjects } from '@/utils/openstack/identity/projects';
import { issueToken, validateToken } from '@/utils/openstack/identity/tokens';
import { countAccessRules, credentialNames, enforcesAccessRules, statusOf } from './plain-calls';
import { contractProfile, type Product, passwordCredential, passwordMethod, startProduct } from './product';
import { client, openTargets, serviceErrorOf } from './target';
import type { TestUser } from './users';

const targets = await openTargets();
afterAll(() => Promise.all(targets.map(([, target]) => target.close())));

describe.each(targets)('a restricted application credential, on %s', (_, target) => {
  let person: Pick<TestUser, 'user' | 'password'>;
  let removePerson = async () => {};
  let isEnforcing: boolean;
  let owner: Owner;
  let nova: NovaConnection;
  let server: Server;
  let before: { names: string[]; rules: number };

  let product: Product;
  let profile: CloudProfile;
  let projectId: string;
  let name: string;

  beforeAll(async () => {
    const issued = await target.createUser?.();
    if (issued) removePerson = issued.remove;
    person = issued ?? { user: target.demo.user, password: target.demo.identity.password };
    const identity = { method: 'password', ...person } as const;
    const { token, user, project, catalog } = await issueToken(client, target.demo.authUrl, {
      ...{ identity, scope: target.demo.scope },
    });
    projectId = project?.id ?? '';
    owner = { authUrl: target.demo.authUrl, userId: user.id, token };
    nova = { token, endpoint: chooseEndpoint(catalog, target.demo, target.demo.region).url };
    isEnforcing = await enforcesAccessRules(owner, nova.endpoint);
    const found = (await listServers(client, nova)).find(
      ({ status, taskState }) => status === 'ACTIVE' && taskState === null,
    );
    if (!found) throw new Error('this cloud has no server that is ACTIVE in project demo');
    server = found;
    before = { names: await credentialNames(owner), rules: await countAccessRules(owner) };

    product = startProduct();
    const draft = contractProfile(target.demo, passwordMethod(person, target.demo.project));
    ({ profile } = await product.accounts.save({
      profile: draft,
      credential: passwordCredential(person),
      verify: true,
    }));
    const report = await product.accounts.replacePassword({ cloudId: profile.id, projectId, days: 1 });
    ({ profile, name } = report);
  });
  afterAll(async () => {
    // Cleans up after a failure too.
    await product?.accounts.remove(profile.id);
    await removePerson();
  });

  async function unseenToken(): Promise<string> {
    const kept = await product.vault.get(profile.id, profile.remember);
    const { signIn } = profile;
    if (kept?.kind !== 'application_credential' || !('id' in signIn)) throw new Error('no credential was issued');
    const identity = { method: 'application_credential', id: signIn.id, secret: kept.secret } as const;
    return (await issueToken(client, owner.authUrl, { identity, scope: 'default' })).token;
  }
  const newToken = () => product.sessions.use(profile, { projectId }, async (state) => state);

  it('is reported as limited only where the cloud enforces access rules', async () => {
    expect(profile.signIn).toMatchObject({
      method: 'application_credential',
      issued: { name, hasAccessRules: isEnforcing },
    });
    const { token } = await newToken();
    const facts = await validateToken(client, owner.authUrl, token);
    expect(facts.applicationCredential).toMatchObject({ restricted: true, hasAccessRules: isEnforcing });
  });

  it('is the only one left of those that were tried', async () => {
    expect(await credentialNames(owner)).toEqual([...before.names, name]);
    expect((await countAccessRules(owner)) > before.rules).toBe(isEnforcing);
  });

  it('replaced the stored password', async () => {
    expect(await product.vault.get(profile.id, profile.remember)).toEqual({
      kind: 'application_credential',
      secret: expect.any(String),
    });
  });

  it('lists servers, shows one and opens its console', async () => {
    const place = { cloudId: profile.id, projectId: null, region: null };
    const { servers } = await product.serverLists.servers(place);
    expect(servers.map(({ id }) => id)).toContain(server.id);
    const { token } = await newToken();
    const restrictedNova = { endpoint: nova.endpoint, token };
    expect((await showServer(client, restrictedNova, server.id)).id).toBe(server.id);
    const { url } = await createRemoteConsole(client, restrictedNova, server.id, { protocol: 'vnc', type: 'novnc' });
    expect((await fetch(url)).status).toBe(200);
  });

  it('may do nothing else where access rules are enforced, and what its user may where they are not', async () => {
    const { token } = await newToken();
    const restrictedNova = { endpoint: nova.endpoint, token };
    const reboot = { reboot: { type: 'SOFT' } };
    const unknownServerId = crypto.randomUUID();
    expect(await statusOf(restrictedNova, 'GET', '/flavors')).toBe(isEnforcing ? 401 : 200);
    // An unknown server: an allowed call gets 404 and changes nothing.
    expect(await statusOf(restrictedNova, 'DELETE', `/servers/${unknownServerId}`)).toBe(isEnforcing ? 401 : 404);
    expect(await statusOf(restrictedNova, 'POST', `/servers/${unknownServerId}/action`, reboot)).toBe(
      isEnforcing ? 401 : 404,
    );
    if (isEnforcing) {
      expect(await statusOf(restrictedNova, 'DELETE', `/servers/${server.id}`)).toBe(401);
      expect(await statusOf(restrictedNova, 'POST', `/servers/${server.id}/action`, reboot)).toBe(401);
    }
    const after = await showServer(client, nova, server.id);
    expect(after).toMatchObject({ status: 'ACTIVE', taskState: null });
    // Nova refuses it although it is valid; access rules do not apply to Keystone's own calls.
    expect(await listProjects(client, owner.authUrl, token)).not.toEqual([]);
    expect((await validateToken(client, owner.authUrl, token)).scope).toBe('project');
  });

  it('is deleted on the cloud when the cloud is removed, and its tokens are refused from then on', async () => {
    const { token } = await newToken();
    // Services cache valid tokens for minutes, so Nova gets a token that it has not seen yet:
    // keystonemiddleware keystonemiddleware/auth_token/_opts.py `token_cache_time`.
    const unseen = await unseenToken();
    expect((await validateToken(client, owner.authUrl, token)).scope).toBe('project');
    expect((await validateToken(client, owner.authUrl, unseen)).scope).toBe('project');
    const { authUrl } = profile;
    const credentialUser = { cloudId: profile.id, authUrl, userId: owner.userId };
    const result = await product.accounts.deleteCredentials({ ...credentialUser, password: person.password });
    expect(result).toEqual({ remainingNames: [], problem: null });
    await product.accounts.remove(profile.id);
    expect(await credentialNames(owner)).toEqual(before.names);
    expect(await countAccessRules(owner)).toBe(before.rules);
    for (const ended of [token, unseen])
      expect((await serviceErrorOf(validateToken(client, owner.authUrl, ended))).code).toBe('TOKEN_INVALID');
    expect(await statusOf({ ...nova, token: unseen }, 'GET', '/servers/detail?limit=1')).toBe(401);
    expect(await product.vault.get(profile.id, profile.remember)).toBeNull();
  });
});
