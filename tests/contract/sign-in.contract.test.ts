import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '@/tests/fake-cloud/keystone/methods';
import type { CloudProfile } from '@/utils/clouds/profile';
import {
  createApplicationCredential,
  deleteApplicationCredential,
  type Owner,
} from '@/utils/openstack/identity/application-credentials';
import { type IssuedToken, issueToken, validateToken } from '@/utils/openstack/identity/tokens';
import { AppError } from '@/utils/problems/app-error';
import type { Credential, SignIn } from '@/utils/sign-in/methods';
import { credentialNames, otherToken } from './plain-calls';
import { contractProfile, type Product, passwordCredential, passwordMethod, startProduct } from './product';
import { client, openTarget, serviceErrorOf } from './target';
import type { CreateUser, TestUser } from './users';

const target = await openTarget();
const { demo, createUser } = target;
const product: Product = startProduct();
afterAll(() => target.close());

const tokenAs = (scope: Parameters<typeof issueToken>[2]['scope']) =>
  issueToken(client, demo.authUrl, { identity: demo.identity, scope });

/**
 * Saves a cloud with this sign-in method, lists its servers, and removes it: none of its tokens stays valid.
 * @returns the methods of its tokens
 */
async function signInWith(signIn: SignIn, credential: Credential, passcode?: string): Promise<string[]> {
  const { accounts } = product;
  const { profile, report } = await accounts.save({
    ...{ profile: contractProfile(demo, signIn), credential, verify: true },
    ...(passcode !== undefined && { passcode }),
  });
  return readCloud(profile, report?.projects.map(({ name }) => name) ?? []);
}

async function readCloud(profile: CloudProfile, projects: string[]): Promise<string[]> {
  const { accounts, serverLists, sessions } = product;
  expect(projects).toContain(demo.project.name);
  const projectId = (await serverLists.projects(profile.id)).find(({ name }) => name === demo.project.name)?.id ?? null;
  expect(projectId).not.toBeNull();
  const { servers } = await serverLists.servers({ cloudId: profile.id, projectId, region: null });
  expect(servers.length).toBeGreaterThan(0);
  const used = (await sessions.list(profile.id)).filter(({ requestedByExtension }) => requestedByExtension);
  const views = await accounts.listTokens(profile.id);
  expect(await accounts.remove(profile.id)).toEqual(
    profile.signIn.method === 'token' ? { revoked: false, reason: 'user-token' } : { revoked: true },
  );
  for (const { token } of used)
    expect((await serviceErrorOf(validateToken(client, demo.authUrl, token))).code).toBe('TOKEN_INVALID');
  return [...new Set(views.flatMap(({ methods }) => methods))].sort();
}

describe('the extension signs in, lists servers, and revokes its tokens', () => {
  it('with a password, user and project by name', async () => {
    expect(await signInWith(passwordMethod(demo, demo.project), passwordCredential(demo.identity))).toEqual([
      'password',
    ]);
  });

  it('with a password, user and project by id', async () => {
    const { user, project } = await tokenAs(demo.scope);
    const method: SignIn = { method: 'password', user: { id: user.id }, project: { id: project?.id ?? '' } };
    expect(await signInWith(method, passwordCredential(demo.identity))).toEqual(['password']);
  });

  it('with a token for a project, which is not revoked: the user gave it', async () => {
    const { token } = await tokenAs(demo.scope);
    await signInWith({ method: 'token' }, { kind: 'token', token });
    expect((await validateToken(client, demo.authUrl, token)).project?.name).toBe(demo.project.name);
  });

  it('with an unscoped token, which is not revoked either', async () => {
    const { token } = await tokenAs('unscoped');
    expect(await signInWith({ method: 'token', project: demo.project }, { kind: 'token', token })).toContain('token');
    expect((await validateToken(client, demo.authUrl, token)).scope).toBe('unscoped');
  });

  describe('with an application credential', () => {
    let owner: Owner;
    let issued: { id: string; secret: string };
    const name = `contract ${crypto.randomUUID()}`;
    beforeAll(async () => {
      const { user, token }: IssuedToken = await tokenAs(demo.scope);
      owner = { authUrl: demo.authUrl, userId: user.id, token };
      const requested = { name, description: 'a test', accessRules: null, expiresAt: Date.now() + 600_000 };
      issued = await createApplicationCredential(client, owner, requested);
    });
    afterAll(() => deleteApplicationCredential(client, owner, issued.id));
    const secret = (): Credential => ({ kind: 'application_credential', secret: issued.secret });

    it('by its id', async () => {
      const method: SignIn = { method: 'application_credential', id: issued.id };
      expect(await signInWith(method, secret())).toEqual(['application_credential']);
    });

    it('by its name and the name of its user', async () => {
      const method: SignIn = { method: 'application_credential', name, user: demo.user };
      expect(await signInWith(method, secret())).toEqual(['application_credential']);
    });

    it('by its name and the id of its user', async () => {
      const method: SignIn = { method: 'application_credential', name, user: { id: owner.userId } };
      expect(await signInWith(method, secret())).toEqual(['application_credential']);
    });
  });
});

/** Creates a user for one test. */
async function withUser(
  make: CreateUser,
  traits: Parameters<CreateUser>[0],
  use: (person: TestUser) => Promise<void>,
): Promise<void> {
  const person = await make(traits);
  try {
    await use(person);
  } finally {
    await person.remove();
  }
}

function describeUsers(make: CreateUser): void {
  it.each([true, false])('with a password and no project; the user has a default project: %s', (home) =>
    withUser(make, home ? { home } : {}, async (person) => {
      expect(await signInWith(passwordMethod(person), passwordCredential(person))).toContain('password');
    }),
  );

  it('with password and passcode in one step, where the profile says so', () =>
    withUser(make, { passcode: true }, async (person) => {
      const method: SignIn = { method: 'password', user: person.user, project: demo.project, passcode: true };
      const methods = await signInWith(method, passwordCredential(person), totpCode(person.totpSecret ?? ''));
      expect(methods).toEqual(expect.arrayContaining(['password', 'totp']));
    }));

  it('with password and passcode, kept where a restricted credential would need a second factor too', () =>
    withUser(make, { passcode: true }, async (person) => {
      const { accounts, sessions, serverLists, vault } = product;
      const method: SignIn = { method: 'password', user: person.user, project: demo.project, passcode: true };
      const { profile } = await accounts.save({
        ...{ profile: contractProfile(demo, method), credential: passwordCredential(person), verify: true },
        passcode: totpCode(person.totpSecret ?? ''),
      });
      const projectId =
        (await serverLists.projects(profile.id)).find(({ name }) => name === demo.project.name)?.id ?? '';
      const refused = await accounts
        .replacePassword({ cloudId: profile.id, projectId, days: 1 })
        .catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'APPLICATION_CREDENTIAL_MFA' });
      expect(await vault.get(profile.id, profile.remember)).toEqual(passwordCredential(person));
      const remaining = await sessions.use(profile, { projectId }, ({ userId, token }) =>
        credentialNames({ authUrl: profile.authUrl, userId, token }),
      );
      expect(remaining).toEqual([]);
      await accounts.remove(profile.id);
    }));

  it('with password and passcode in two steps', () =>
    withUser(make, { passcode: true }, async (person) => {
      const profile = contractProfile(demo, passwordMethod(person, demo.project));
      const request = { profile, credential: passwordCredential(person) };
      const result = await product.accounts.save({ ...request, verify: true }).catch((error: unknown) => error);
      expect(result).toBeInstanceOf(AppError);
      expect(result).toMatchObject({ code: 'PASSCODE_NEEDED' });
      // Stored without a request, as by an import: the popup signs in.
      await product.accounts.save({ ...request, verify: false });
      const servers = product.serverLists.servers({ cloudId: profile.id, projectId: null, region: null });
      await expect(servers).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
      await product.accounts.signInWithPasscode(profile.id, totpCode(person.totpSecret ?? ''));
      const projects = await product.serverLists.projects(profile.id);
      const methods = await readCloud(
        profile,
        projects.map(({ name }) => name),
      );
      expect(methods).toEqual(expect.arrayContaining(['password', 'totp']));
    }));

  it('with the new password after a change; the old one is refused', () =>
    withUser(make, {}, async (person) => {
      const method = passwordMethod(person, demo.project);
      const { profile } = await product.accounts.save({
        ...{ profile: contractProfile(demo, method), credential: passwordCredential(person), verify: true },
      });
      const before = (await product.sessions.list(profile.id)).map(({ token }) => token);
      expect(before).not.toEqual([]);
      const password = `second-${crypto.randomUUID()}`;
      const changed = await product.accounts.changePassword({ cloudId: profile.id, userId: person.id, password });
      expect(changed).toMatchObject({ problem: null, report: { userName: person.user.name } });
      for (const token of before)
        expect((await serviceErrorOf(validateToken(client, demo.authUrl, token))).code).toBe('TOKEN_INVALID');
      const old = { identity: { method: 'password', user: person.user, password: person.password } } as const;
      const refused = await serviceErrorOf(issueToken(client, demo.authUrl, { ...old, scope: 'unscoped' }));
      expect(refused.code).toBe('INVALID_CREDENTIALS');
      await product.accounts.remove(profile.id);
      expect(await signInWith(method, { kind: 'password', password })).toEqual(['password']);
    }));

  it.each(['domain', 'system'] as const)(
    'and has the error that consoles need a project, with a token for a %s',
    (only) =>
      withUser(make, { only }, async (person) => {
        const token = await otherToken(demo.authUrl, person, only);
        const profile = contractProfile(demo, { method: 'token' });
        const saved = product.accounts.save({ profile, credential: { kind: 'token', token }, verify: true });
        await expect(saved).rejects.toMatchObject({ code: 'PROJECT_SCOPE_NEEDED' });
        await product.accounts.save({ profile, credential: { kind: 'token', token }, verify: false });
        const servers = product.serverLists.servers({ cloudId: profile.id, projectId: null, region: null });
        await expect(servers).rejects.toMatchObject({ code: 'PROJECT_SCOPE_NEEDED' });
        await product.accounts.remove(profile.id);
      }),
  );
}

if (createUser !== null) describe('the extension signs in a user', () => describeUsers(createUser));
