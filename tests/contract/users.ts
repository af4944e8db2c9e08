import type { FakeCloud } from '@/tests/fake-cloud';
import { makeUser, TOTP_SECRET } from '@/tests/fake-cloud/seed/users';
import { issueToken } from '@/utils/openstack/identity/tokens';
import type { PasswordAccount } from './accounts';

/** The traits of a new user. */
export interface UserTraits {
  /** needs a passcode too */
  passcode?: true;
  /** has the default project demo */
  home?: true;
  /** has a role on this alone, and on no project */
  only?: 'domain' | 'system';
}

/** A user created for one test: member of project demo unless `only` is given. */
export interface TestUser {
  id: string;
  user: PasswordAccount['user'];
  password: string;
  /** base32; null: no passcode is needed */
  totpSecret: string | null;
  /** deletes the user and what belongs to it */
  remove(): Promise<void>;
}

export type CreateUser = (traits?: UserTraits) => Promise<TestUser>;

const DOMAIN = { name: 'Default' };
const MFA = [['password', 'totp']];

/** Creates users in a fake cloud. */
export function usersOfFake({ contents }: FakeCloud): CreateUser {
  return async ({ passcode, home, only } = {}) => {
    const { projectId, ...person } = { ...fresh(passcode), projectId: demoProject(contents) };
    const user = makeUser({
      ...{ id: person.id, name: person.user.name, domainId: 'default', password: person.password },
      roles: only ? {} : { [projectId]: ['reader', 'member'] },
      domainRoles: only === 'domain' ? { default: ['member'] } : {},
      systemAdmin: only === 'system',
      ...(passcode && { totpSecret: TOTP_SECRET, mfaRules: MFA }),
      ...(home && { defaultProjectId: projectId }),
    });
    contents.users.push(user);
    return {
      ...person,
      async remove() {
        contents.users = contents.users.filter((one) => one !== user);
      },
    };
  };
}

/**
 * Creates users as an administrator, by plain calls.
 * Source: https://docs.openstack.org/api-ref/identity/v3/#create-user, #create-credential,
 * #assign-role-to-user-on-project
 */
export function usersOfKeystone(admin: PasswordAccount, demo: PasswordAccount): CreateUser {
  const { authUrl } = admin;
  return async ({ passcode, home, only } = {}) => {
    const person = fresh(passcode);
    const asDemo = await issueToken({ fetch }, authUrl, demo);
    const projectId = asDemo.project?.id ?? '';
    const { token } = await issueToken({ fetch }, authUrl, admin);
    const call = (method: string, path: string, body?: unknown) => ask(`${authUrl}${path}`, token, method, body);
    const domainId = await idOf(call, 'domains', DOMAIN.name);
    const roleId = await idOf(call, 'roles', 'member');
    const options = passcode ? { multi_factor_auth_enabled: true, multi_factor_auth_rules: MFA } : {};
    const { user } = (await call('POST', '/users', {
      user: {
        name: person.user.name,
        password: person.password,
        domain_id: domainId,
        options,
        ...(home && { default_project_id: projectId }),
      },
    })) as { user: { id: string } };
    const remove = async () => void (await call('DELETE', `/users/${user.id}`));
    try {
      const places = { domain: `domains/${domainId}`, system: 'system', project: `projects/${projectId}` };
      const place = places[only ?? 'project'];
      await call('PUT', `/${place}/users/${user.id}/roles/${roleId}`);
      if (person.totpSecret !== null) {
        const credential = { type: 'totp', blob: person.totpSecret, user_id: user.id };
        await call('POST', '/credentials', { credential });
      }
    } catch (error) {
      await remove();
      throw error;
    }
    return { ...person, id: user.id, remove };
  };
}

function fresh(passcode: true | undefined): Omit<TestUser, 'remove'> {
  const id = crypto.randomUUID().replaceAll('-', '');
  const user = { name: `contract-${id.slice(0, 12)}`, domain: DOMAIN };
  return { id, user, password: `first-${id}`, totpSecret: passcode ? TOTP_SECRET : null };
}

function demoProject({ projects }: FakeCloud['contents']): string {
  return projects.find(({ name, domainId }) => name === 'demo' && domainId === 'default')?.id ?? '';
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

async function idOf(call: Call, kind: 'domains' | 'roles', name: string): Promise<string> {
  const found = ((await call('GET', `/${kind}?name=${name}`)) as Record<string, { id: string }[]>)[kind]?.[0];
  if (!found) throw new Error(`this cloud has none of that name among its ${kind}: ${name}`);
  return found.id;
}

/** @throws Error for an error status, without what was sent */
async function ask(url: string, token: string, method: string, body?: unknown): Promise<unknown> {
  const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/json' };
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: Keystone answered ${response.status}`);
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}
