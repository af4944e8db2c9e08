import type { FakeCloud } from '@/tests/fake-cloud';
import { findOwned } from '@/tests/fake-cloud/contents';
import { recording } from '@/tests/fixtures/recorded';

/** Ids of the recorded cloud → ids of the fake one, by name. */
export function idsOf(cloud: FakeCloud): Map<string, string> {
  const ids = new Map<string, string>();
  const listed = recording('servers-detail').response.body as { servers: { id: string; name: string }[] };
  for (const { id, name } of listed.servers) ids.set(id, cloud.server(name).id);
  ids.set('68f27f2c-f18f-4194-91f1-ffe016c0e228', cloud.server('vault-01').id);
  const demo = findOwned(cloud.contents, cloud.contents.users, { name: 'demo', domain: { id: 'default' } });
  ids.set('b0eeaf266f444efaaa6761f6dbd1a90c', demo?.id ?? '');
  ids.set('74d1a8f8e38848be864552c97455c146', cloud.contents.applicationCredentials[0]?.id ?? '');
  return ids;
}

/** Replaces every id, and the recorded application credential's secret. */
export function translated(text: string, ids: Map<string, string>, secret: string): string {
  let result = text.replaceAll('"appcred-secret"', JSON.stringify(secret));
  for (const [from, to] of ids) result = result.replaceAll(from, to);
  return result;
}

/** Signs in; returns the token. `body` is the `auth` object. */
export async function signInToken(cloud: FakeCloud, user: string, project: string | null): Promise<string> {
  const identity = {
    methods: ['password'],
    password: { user: { name: user, domain: { name: 'Default' }, password: 'password' } },
  };
  const scope = project === null ? 'unscoped' : { project: { name: project, domain: { name: 'Default' } } };
  return subjectToken(cloud, { identity, scope });
}

/** Signs in with the application credential of the fake cloud; returns the token. */
export async function signInByApplicationCredential(cloud: FakeCloud): Promise<string> {
  const [credential] = cloud.contents.applicationCredentials;
  const identity = {
    methods: ['application_credential'],
    application_credential: { id: credential?.id, secret: credential?.secret },
  };
  return subjectToken(cloud, { identity });
}

async function subjectToken(cloud: FakeCloud, auth: object): Promise<string> {
  const answer = await fetch(`${cloud.authUrl}/auth/tokens`, { method: 'POST', body: JSON.stringify({ auth }) });
  const token = answer.headers.get('x-subject-token');
  if (token === null) throw new Error(`signing in: ${answer.status}`);
  return token;
}

/** The receipt of a sign-in that still needs a passcode. */
export async function receiptOf(cloud: FakeCloud): Promise<string> {
  const { request } = recording('mfa-first-step-password-only');
  const answer = await fetch(`${cloud.authUrl}/auth/tokens`, { method: 'POST', body: JSON.stringify(request.body) });
  return answer.headers.get('openstack-auth-receipt') ?? '';
}
