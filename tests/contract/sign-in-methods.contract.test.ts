import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '@/tests/fake-cloud/keystone/methods';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import { consoleAccessRules } from '@/utils/openstack/compute/access-rules';
import { probeServers } from '@/utils/openstack/compute/servers';
import {
  createApplicationCredential,
  deleteApplicationCredential,
  findApplicationCredentials,
  type Owner,
} from '@/utils/openstack/identity/application-credentials';
import { changeUserPassword } from '@/utils/openstack/identity/password';
import { type Identity, issueToken, revokeToken, type Scope, validateToken } from '@/utils/openstack/identity/tokens';
import { client, openTarget, serviceErrorOf } from './target';
import type { CreateUser, TestUser } from './users';

const target = await openTarget();
const { createUser } = target;
const authUrl = target.demo.authUrl.replace(/\/$/, '');
afterAll(() => target.close());

const signIn = (identity: Identity, scope: Scope, receipt?: string) =>
  issueToken(client, authUrl, { identity, scope, ...(receipt !== undefined && { receipt }) });

/** A passcode that is neither valid now nor in the window before. */
const wrongCode = (secret: string) => (totpCode(secret) === '000000' ? '000001' : '000000');

if (createUser !== null) describe('a password and a passcode', () => describePasscode(createUser));

describe('an application credential created by the extension', () => {
  /** Creates one for `use`, and deletes it afterwards. */
  async function withCredential(
    restricted: boolean,
    use: (issued: { id: string; name: string; secret: string; owner: Owner; endpoint: string }) => Promise<void>,
  ): Promise<void> {
    const token = await signIn(target.demo.identity, target.demo.scope);
    const owner: Owner = { authUrl, userId: token.user.id, token: token.token };
    const { url: endpoint } = chooseEndpoint(token.catalog, target.demo, target.demo.region);
    const name = `contract ${crypto.randomUUID()}`;
    const accessRules = restricted ? consoleAccessRules([endpoint], false) : null;
    const requested = { name, description: 'a test', accessRules, expiresAt: Date.now() + 600_000 };
    const { id, secret, ruleIds } = await createApplicationCredential(client, owner, requested);
    try {
      expect(ruleIds).toHaveLength(accessRules?.length ?? 0);
      await use({ id, name, secret, owner, endpoint });
    } finally {
      await deleteApplicationCredential(client, owner, id);
    }
    expect(await findApplicationCredentials(client, owner, name)).toEqual([]);
  }

  it('signs in by its id, and by its name and its user', () =>
    withCredential(false, async ({ id, name, secret, owner, endpoint }) => {
      expect(await findApplicationCredentials(client, owner, name)).toEqual([id]);
      const users = [{ id: owner.userId }, target.demo.user];
      const identities: Identity[] = [
        { method: 'application_credential', id, secret },
        ...users.map((user) => ({ method: 'application_credential', name, user, secret }) as const),
      ];
      for (const identity of identities) {
        const { token, project, applicationCredential } = await signIn(identity, 'default');
        expect(project?.name).toBe(target.demo.project.name);
        expect(applicationCredential).toMatchObject({ id, hasAccessRules: false });
        await probeServers(client, { endpoint, token });
      }
      const wrong = { method: 'application_credential', name, user: target.demo.user, secret: 'no' } as const;
      expect((await serviceErrorOf(signIn(wrong, 'default'))).code).toBe('APPLICATION_CREDENTIAL_INVALID');
    }));

  it('creates no other, and is refused once it is deleted', async () => {
    let tokenOfDeleted = '';
    await withCredential(false, async ({ id, secret, owner }) => {
      const { token } = await signIn({ method: 'application_credential', id, secret }, 'default');
      tokenOfDeleted = token;
      const requested = { name: crypto.randomUUID(), description: '', accessRules: null, expiresAt: null };
      const refused = await serviceErrorOf(createApplicationCredential(client, { ...owner, token }, requested));
      expect(refused.code).toBe('FORBIDDEN');
    });
    expect((await serviceErrorOf(validateToken(client, authUrl, tokenOfDeleted))).code).toBe('TOKEN_INVALID');
  });

  it('with access rules gives tokens that cannot be revoked but end with it', async () => {
    let tokenOfDeleted = '';
    await withCredential(true, async ({ id, secret }) => {
      const { token } = await signIn({ method: 'application_credential', id, secret }, 'default');
      tokenOfDeleted = token;
      await revokeToken(client, authUrl, token);
      expect((await validateToken(client, authUrl, token)).applicationCredential?.hasAccessRules).toBe(true);
    });
    expect((await serviceErrorOf(validateToken(client, authUrl, tokenOfDeleted))).code).toBe('TOKEN_INVALID');
  });
});

describe('a new password', () => {
  it('needs the current one, and no token', async () => {
    const { user } = await signIn(target.demo.identity, 'unscoped');
    const requested = { id: user.id, password: 'not this one', newPassword: crypto.randomUUID() };
    expect((await serviceErrorOf(changeUserPassword(client, authUrl, requested))).code).toBe('INVALID_CREDENTIALS');
    expect((await signIn(target.demo.identity, 'unscoped')).user.id).toBe(user.id);
  });
});

/** Tests with a user who needs a passcode. */
function describePasscode(make: CreateUser): void {
  let person: TestUser & { secret: string };
  beforeAll(async () => {
    const issued = await make({ passcode: true });
    person = { ...issued, secret: issued.totpSecret ?? '' };
  });
  afterAll(() => person?.remove());

  it('in one step', async () => {
    const { user, password, secret } = person;
    const passcode = totpCode(secret);
    const token = await signIn({ method: 'password+totp', user, password, passcode }, target.demo.scope);
    expect([...token.methods].sort()).toEqual(['password', 'totp']);
    expect(token.project?.name).toBe(target.demo.project.name);
  });

  it('in two steps, the second repeated until the passcode is right', async () => {
    const { user, password, secret } = person;
    const half = await serviceErrorOf(signIn({ method: 'password', user, password }, 'unscoped'));
    expect(half).toMatchObject({ code: 'MFA_REQUIRED', facts: { methods: ['totp'] } });
    expect(half.receipt?.lifetime).toBeGreaterThan(0);
    const second = (passcode: string) => signIn({ method: 'totp', user, passcode }, 'unscoped', half.receipt?.id);
    const wrong = await serviceErrorOf(second(wrongCode(secret)));
    expect(wrong).toMatchObject({ code: 'INVALID_CREDENTIALS', receipt: undefined });
    expect((await second(totpCode(secret))).project).toBeNull();
  });

  it('with an unknown receipt, has an error that says so once the passcode is right', async () => {
    const { user, secret } = person;
    const second = (passcode: string) => signIn({ method: 'totp', user, passcode }, 'unscoped', 'gAAAAAnonsense');
    const gone = await serviceErrorOf(second(totpCode(secret)));
    expect(gone).toMatchObject({ code: 'RECEIPT_GONE', facts: { status: 401 } });
    expect(JSON.stringify(gone)).not.toContain('nonsense');
  });

  it('is needed once: its token gives tokens for projects without another passcode', async () => {
    const { user, password, secret } = person;
    const passcode = totpCode(secret);
    const root = await signIn({ method: 'password+totp', user, password, passcode }, 'unscoped');
    const scoped = await signIn({ method: 'token', token: root.token }, target.demo.scope);
    expect(scoped.project?.name).toBe(target.demo.project.name);
    expect(scoped.expiresAt).toBe(root.expiresAt);
  });

  it('is refused with the same error where either is wrong', async () => {
    const { user, password, secret } = person;
    const passcode = wrongCode(secret);
    const refused = await serviceErrorOf(signIn({ method: 'password+totp', user, password, passcode }, 'unscoped'));
    expect(refused).toMatchObject({ code: 'INVALID_CREDENTIALS', receipt: undefined });
  });
}
