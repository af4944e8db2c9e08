import type { NovaConnection } from '@/utils/openstack/compute/access';
import type { Owner } from '@/utils/openstack/identity/application-credentials';
import { issueToken } from '@/utils/openstack/identity/tokens';
import type { TestUser } from './users';

/** A plain API call, without the extension's code. */
export async function statusOf(
  { endpoint, token }: Pick<NovaConnection, 'endpoint' | 'token'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<number> {
  return (await send(`${endpoint}${path}`, token, method, body)).status;
}

/** The names of all application credentials that a user has. */
export async function credentialNames({ authUrl, userId, token }: Owner): Promise<string[]> {
  const response = await send(`${authUrl}/users/${userId}/application_credentials`, token, 'GET');
  const body = (await response.json()) as { application_credentials: { name: string }[] };
  return body.application_credentials.map(({ name }) => name);
}

/** The number of access rules of a user; they stay after their credential is deleted. */
export async function countAccessRules({ authUrl, userId, token }: Owner): Promise<number> {
  const response = await send(`${authUrl}/users/${userId}/access_rules`, token, 'GET');
  return ((await response.json()) as { access_rules: unknown[] }).access_rules.length;
}

/**
 * Whether the cloud's Nova enforces access rules: creates a credential with one rule, lists servers with it, and
 * deletes it.
 */
export async function enforcesAccessRules(owner: Owner, endpoint: string): Promise<boolean> {
  const url = `${owner.authUrl}/users/${owner.userId}/application_credentials`;
  const rule = { service: 'compute', method: 'GET', path: `${new URL(endpoint).pathname}/servers` };
  const requested = { name: `contract ${crypto.randomUUID()}`, access_rules: [rule] };
  const issued = await send(url, owner.token, 'POST', { application_credential: requested });
  if (!issued.ok) throw new Error(`Keystone answered ${issued.status}`);
  const { application_credential: credential } = (await issued.json()) as {
    application_credential: { id: string; secret: string; access_rules: { id: string }[] };
  };
  try {
    const identity = { method: 'application_credential', id: credential.id, secret: credential.secret } as const;
    const { token } = await issueToken({ fetch }, owner.authUrl, { identity, scope: 'default' });
    const status = await statusOf({ endpoint, token }, 'GET', '/servers');
    if (status !== 200 && status !== 401) throw new Error(`Nova answered ${status}`);
    return status === 200;
  } finally {
    await send(`${url}/${credential.id}`, owner.token, 'DELETE');
    for (const { id } of credential.access_rules)
      await send(`${owner.authUrl}/users/${owner.userId}/access_rules/${id}`, owner.token, 'DELETE');
  }
}

/** A token for a domain or the system; the extension never requests such a scope. */
export async function otherToken(
  authUrl: string,
  { user, password }: Pick<TestUser, 'user' | 'password'>,
  kind: 'domain' | 'system',
): Promise<string> {
  const identity = { methods: ['password'], password: { user: { ...user, password } } };
  const scope = kind === 'domain' ? { domain: { name: 'Default' } } : { system: { all: true } };
  const response = await send(`${authUrl}/auth/tokens`, '', 'POST', { auth: { identity, scope } });
  const token = response.headers.get('x-subject-token');
  if (token === null) throw new Error(`Keystone answered ${response.status}`);
  return token;
}

function send(url: string, token: string, method: string, body?: unknown): Promise<Response> {
  const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/json' };
  return fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}
