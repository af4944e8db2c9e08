import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseEndpoint, regionsOf } from '@/utils/openstack/catalog';
import { listServers } from '@/utils/openstack/compute/servers';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { listProjects } from '@/utils/openstack/identity/projects';
import { type Identity, issueToken, revokeToken, type Scope, validateToken } from '@/utils/openstack/identity/tokens';
import { type ContractTarget, client, connectToNova, openTarget, serviceErrorOf } from './target';

let target: ContractTarget;
let authUrl: string;
beforeAll(async () => {
  target = await openTarget();
  authUrl = target.demo.authUrl.replace(/\/$/, '');
});
afterAll(() => target?.close());

const signIn = (identity: Identity, scope: Scope) => issueToken(client, authUrl, { identity, scope });

describe('discovery', () => {
  it.each(['', '/', '/auth/tokens'])('finds identity v3 from the auth URL with %j added', async (tail) => {
    const found = await discoverIdentity(client, `${authUrl}${tail}`);
    expect(found.authUrl).toBe(authUrl);
    expect(found.version).toMatch(/^v3\.\d+$/);
  });

  it('finds it from the root URL', async () => {
    expect((await discoverIdentity(client, ` ${authUrl.replace(/\/v3$/, '')}/ `)).authUrl).toBe(authUrl);
  });

  it('has the error NOT_KEYSTONE for Nova', async () => {
    const { endpoint } = await connectToNova(target.demo);
    expect((await serviceErrorOf(discoverIdentity(client, new URL(endpoint).origin))).code).toBe('NOT_KEYSTONE');
  });

  it('has the error NETWORK where nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === 'object' ? address?.port : undefined;
    expect((await serviceErrorOf(discoverIdentity(client, `http://127.0.0.1:${port}`))).code).toBe('NETWORK');
  });

  it('ends at its timeout and when it is cancelled', async () => {
    expect((await serviceErrorOf(discoverIdentity(client, authUrl, { timeoutMs: 0 }))).code).toBe('TIMEOUT');
    const controller = new AbortController();
    const ended = serviceErrorOf(discoverIdentity(client, authUrl, { signal: controller.signal }));
    controller.abort();
    expect((await ended).code).toBe('CANCELLED');
  });
});

describe('a password', () => {
  it('gives a token for a project by name, and for the same by id', async () => {
    const byName = await signIn(target.demo.identity, target.demo.scope);
    expect(byName).toMatchObject({ methods: ['password'], project: { name: target.demo.project.name } });
    expect(byName.user.name).toBe(target.demo.user.name);
    expect(byName.roles.length).toBeGreaterThan(0);
    expect(byName.expiresAt).toBeGreaterThan(byName.issuedAt ?? Number.POSITIVE_INFINITY);
    const user = { id: byName.user.id };
    const project = { id: byName.project?.id ?? '' };
    const byId = await signIn({ ...target.demo.identity, user }, { project });
    expect(byId.project).toEqual(byName.project);
    expect(byId.catalog).toEqual(byName.catalog);
  });

  it('gives a token in another domain', async () => {
    const { project } = await signIn(target.corp.identity, target.corp.scope);
    expect(project).toMatchObject(target.corp.project);
  });

  it('gives an unscoped token, which has no project, roles or catalog', async () => {
    const token = await signIn(target.demo.identity, 'unscoped');
    expect(token).toMatchObject({ project: null, roles: [], catalog: [] });
    expect(() => chooseEndpoint(token.catalog, { interface: 'public' }, null)).toThrow('NO_CATALOG');
  });

  it('gives a token without a scope in the request', async () => {
    expect((await signIn(target.demo.identity, 'default')).user.name).toBe(target.demo.user.name);
  });

  it('gives a token without its catalog', async () => {
    const token = await issueToken(client, authUrl, { ...target.demo, nocatalog: true });
    expect(token).toMatchObject({ project: { name: target.demo.project.name }, catalog: [] });
  });

  it('is refused with the same error, whatever is wrong', async () => {
    const { identity, scope, user, project } = target.demo;
    const wrong: [Identity, Scope][] = [
      [{ ...identity, password: 'not this one' }, scope],
      [{ ...identity, user: { ...user, name: 'nobody-of-this-name' } }, scope],
      [{ ...identity, user: { ...user, domain: { name: 'no-such-domain' } } }, scope],
      [identity, { project: { ...project, name: 'no-such-project' } }],
      [identity, { project: { id: '0'.repeat(32) } }],
      [identity, target.corp.scope],
    ];
    for (const [who, what] of wrong) {
      expect(await serviceErrorOf(signIn(who, what))).toMatchObject({
        code: 'INVALID_CREDENTIALS',
        facts: { service: 'identity', method: 'POST', host: new URL(authUrl).host, status: 401 },
      });
    }
  });
});

describe('an application credential', () => {
  it('gives a token for its own project, whatever scope is requested', async () => {
    const token = await signIn(target.appCred.identity, target.ops.scope);
    expect(token.methods).toEqual(['application_credential']);
    expect(token.applicationCredential).toMatchObject({ id: target.appCred.identity.id, restricted: true });
    expect(token.project?.name).toBe(target.demo.project.name);
    expect(regionsOf(token.catalog, { interface: target.appCred.interface })).not.toEqual([]);
  });

  it('is refused with a wrong secret (401) and with an unknown id (404)', async () => {
    const { identity } = target.appCred;
    const secret = await serviceErrorOf(signIn({ ...identity, secret: 'not this one' }, 'default'));
    expect(secret).toMatchObject({ code: 'APPLICATION_CREDENTIAL_INVALID', facts: { status: 401 } });
    const id = await serviceErrorOf(signIn({ ...identity, id: '0'.repeat(32) }, 'default'));
    expect(id).toMatchObject({ code: 'APPLICATION_CREDENTIAL_INVALID', facts: { status: 404 } });
  });

  it('gives no token for another project', async () => {
    const { token } = await signIn(target.appCred.identity, 'default');
    expect((await serviceErrorOf(signIn({ method: 'token', token }, target.ops.scope))).code).toBe(
      'APPLICATION_CREDENTIAL_SCOPED',
    );
  });

  it('lists the projects of its user', async () => {
    const { token, project } = await signIn(target.appCred.identity, 'default');
    expect((await listProjects(client, authUrl, token)).map(({ id }) => id)).toContain(project?.id);
  });
});

describe('a token', () => {
  it('unscoped, lists the projects and gives a token for each', async () => {
    const { token, expiresAt } = await signIn(target.demo.identity, 'unscoped');
    const projects = await listProjects(client, authUrl, token);
    const names = projects.map(({ name }) => name);
    expect(names).toContain(target.demo.project.name);
    expect(names).toContain(target.ops.project.name);
    expect(names).not.toContain(target.corp.project.name);
    for (const { id, name, enabled } of projects) {
      expect(enabled).toBe(true);
      const scoped = await signIn({ method: 'token', token }, { project: { id } });
      expect(scoped.project).toMatchObject({ id, name });
      expect(scoped.methods).toContain('password');
      expect(scoped.expiresAt).toBe(expiresAt);
    }
  });

  it('scoped, gives a token for another project', async () => {
    const { token } = await signIn(target.demo.identity, target.demo.scope);
    const other = await signIn({ method: 'token', token }, target.ops.scope);
    expect(other.project?.name).toBe(target.ops.project.name);
  });

  it('is refused where it is invalid, with another error than a project without a role', async () => {
    expect((await serviceErrorOf(signIn({ method: 'token', token: 'nonsense' }, 'unscoped'))).code).toBe(
      'TOKEN_INVALID',
    );
    const { token } = await signIn(target.demo.identity, 'unscoped');
    expect((await serviceErrorOf(signIn({ method: 'token', token }, target.corp.scope))).code).toBe(
      'INVALID_CREDENTIALS',
    );
  });

  it('validates itself and another one of its user', async () => {
    const { token, ...facts } = await signIn(target.demo.identity, target.demo.scope);
    const other = await signIn(target.demo.identity, 'unscoped');
    expect(await validateToken(client, authUrl, token)).toEqual(facts);
    expect((await validateToken(client, authUrl, token, other.token)).project).toBeNull();
    expect((await serviceErrorOf(validateToken(client, authUrl, token, 'nonsense'))).code).toBe('TOKEN_INVALID');
    expect((await serviceErrorOf(validateToken(client, authUrl, 'nonsense'))).code).toBe('TOKEN_INVALID');
  });

  it('is refused once revoked, and can be revoked again', async () => {
    const nova = await connectToNova(target.demo);
    await revokeToken(client, authUrl, nova.token);
    expect((await serviceErrorOf(validateToken(client, authUrl, nova.token))).code).toBe('TOKEN_INVALID');
    expect((await serviceErrorOf(listServers(client, nova))).code).toBe('TOKEN_INVALID');
    expect((await serviceErrorOf(listProjects(client, authUrl, nova.token))).code).toBe('TOKEN_INVALID');
    await expect(revokeToken(client, authUrl, nova.token)).resolves.toBeUndefined();
  });

  it('has the regions of Nova in its catalog', async () => {
    const { catalog } = await signIn(target.demo.identity, target.demo.scope);
    const regions = regionsOf(catalog, { interface: target.demo.interface });
    expect(regions).toContain(target.demo.region);
    expect(() => chooseEndpoint(catalog, { interface: 'public' }, 'nowhere')).toThrow('REGION_UNKNOWN');
  });
});
