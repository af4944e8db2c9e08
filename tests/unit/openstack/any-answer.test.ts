import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recording } from '@/tests/fixtures/recorded';
import { malformed } from '@/tests/unit/support/malformed';
import { forAnyAsync } from '@/tests/unit/support/runs';
import type { Client } from '@/utils/openstack/client';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { listServers, showServer } from '@/utils/openstack/compute/servers';
import { discoverCompute } from '@/utils/openstack/compute/versions';
import { OpenStackError } from '@/utils/openstack/errors';
import {
  createApplicationCredential,
  deleteApplicationCredential,
  findApplicationCredentials,
} from '@/utils/openstack/identity/application-credentials';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { changeUserPassword } from '@/utils/openstack/identity/password';
import { listProjects } from '@/utils/openstack/identity/projects';
import { issueToken, revokeToken, validateToken } from '@/utils/openstack/identity/tokens';
import { everythingIn } from './support';

const AUTH = 'https://keystone.example.org/v3';
const TOKEN = 'gAAAA-the-token';
const PASSWORD = 'correct-horse-7f3a';
const SERVER = '7f9d1cfe-0000-4000-8000-000000000000';
const access = { endpoint: 'https://nova.example.org/v2.1', token: TOKEN };
const owner = { authUrl: AUTH, userId: 'u', token: TOKEN };
const newCredential = { name: 'n', description: '', accessRules: [], expiresAt: null };
const identity = { method: 'password', user: { id: 'u' }, password: PASSWORD } as const;

/** Each call of the client, and answers that real clouds give to it. */
const CALLS: Record<string, { ask: (client: Client) => Promise<unknown>; answers: string[] }> = {
  'a sign-in': {
    ask: (client) => issueToken(client, AUTH, { identity, scope: 'default' }),
    answers: ['auth-password-scoped', 'auth-password-unscoped', 'auth-unknown-user', 'mfa-first-step-password-only'],
  },
  'a look at a token': {
    ask: (client) => validateToken(client, AUTH, TOKEN),
    answers: ['auth-password-scoped', 'auth-validate-expired'],
  },
  'a sign-out': {
    ask: (client) => revokeToken(client, AUTH, TOKEN),
    answers: ['auth-revoke', 'auth-validate-expired'],
  },
  'a new application credential': {
    ask: (client) => createApplicationCredential(client, owner, newCredential),
    answers: ['appcred-create', 'appcred-create-same-name', 'appcred-create-with-appcred-token'],
  },
  'a search for an application credential': {
    ask: (client) => findApplicationCredentials(client, owner, 'demo-appcred'),
    answers: ['appcred-list'],
  },
  'an application credential that goes': {
    ask: (client) => deleteApplicationCredential(client, owner, 'a'),
    answers: ['appcred-create', 'appcred-delete'],
  },
  'a new password': {
    ask: (client) => changeUserPassword(client, AUTH, { id: 'u', password: PASSWORD, newPassword: 'n' }),
    answers: ['auth-wrong-password', 'auth-malformed-body'],
  },
  'the list of projects': { ask: (client) => listProjects(client, AUTH, TOKEN), answers: ['auth-projects'] },
  'a search for Keystone': {
    ask: (client) => discoverIdentity(client, 'https://keystone.example.org'),
    answers: ['discovery-keystone-root', 'discovery-keystone-v3'],
  },
  'a search for Nova': {
    ask: (client) => discoverCompute(client, access.endpoint),
    answers: ['discovery-nova-root', 'discovery-nova-v2.1'],
  },
  'the list of servers': {
    ask: (client) => listServers(client, access),
    answers: ['servers-detail', 'servers-page-1', 'servers-bad-marker'],
  },
  'a server': { ask: (client) => showServer(client, access, SERVER), answers: ['server-show', 'server-show-fault'] },
  'a console': {
    ask: (client) => createRemoteConsole(client, access, SERVER, { protocol: 'vnc', type: 'novnc' }),
    answers: ['console-novnc', 'console-unknown-server', 'console-microversion-too-high'],
  },
  'a console of an old cloud': {
    ask: (client) =>
      createRemoteConsole(client, { ...access, legacy: true }, SERVER, { protocol: 'vnc', type: 'novnc' }),
    answers: ['console-legacy-action-getVNCConsole'],
  },
};

const status = fc.constantFrom(200, 201, 202, 204, 300, 301, 400, 401, 403, 404, 406, 409, 413, 429, 500, 501, 503);
const header = fc.constantFrom(
  '',
  '0',
  '-1',
  '1e9',
  'x',
  'compute 2.93',
  '2.6',
  'Wed, 21 Oct 2026 07:28:00 GMT',
  TOKEN,
);
const headers = fc.dictionary(
  fc.constantFrom('x-subject-token', 'openstack-auth-receipt', 'retry-after', 'x-openstack-request-id', 'content-type'),
  header,
);

/** Bytes, or JSON with half of it cut off at times: what is on the wire. */
function bodies(answers: string[]): fc.Arbitrary<string> {
  const texts = answers.map((name) =>
    malformed(recording(name).response.body).map((body) => JSON.stringify(body) ?? ''),
  );
  return fc.oneof(
    { arbitrary: fc.oneof(...texts), weight: 8 },
    fc.tuple(fc.oneof(...texts), fc.nat(2000)).map(([text, end]) => text.slice(0, end)),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('', '<html>', `{"error": {"message": "${PASSWORD} ${TOKEN}"}}`, '['.repeat(10_000)),
  );
}

describe('whatever a cloud answers', () => {
  it.each(Object.keys(CALLS))('%s ends with a result or an error of the family, and no secret in it', async (name) => {
    const { ask, answers } = CALLS[name] ?? expect.fail();
    const usual = answers.map((answer) => recording(answer).response.status);
    const answer = fc.tuple(fc.oneof(fc.constantFrom(...usual), status), headers, bodies(answers));
    await forAnyAsync(100, answer, async ([code, extraHeaders, body]) => {
      let requestCount = 0;
      let sent = '';
      const fetch: Client['fetch'] = async (_, init) => {
        sent += JSON.stringify([...new Headers(init?.headers)]) + init?.body;
        if (++requestCount > 20) throw new Error('asks without end');
        return new Response(code === 204 ? null : body, { status: code, headers: extraHeaders });
      };
      try {
        await ask({ fetch, sleep: async () => undefined, now: () => 1_767_000_000_000 });
      } catch (error) {
        if (!(error instanceof OpenStackError)) throw error;
        for (const secret of [PASSWORD, TOKEN])
          if (sent.includes(secret)) expect(everythingIn(error)).not.toContain(secret);
      }
      expect(requestCount).toBeGreaterThan(0);
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
