import { describe, expect, it } from 'vitest';
import { recording } from '@/tests/fixtures/recorded';
import { answering, codeOf, everythingIn, json, openStackErrorOf, replay } from '@/tests/unit/openstack/support';
import { type Identity, issueToken, revokeToken, type Scope, validateToken } from '@/utils/openstack/identity/tokens';

const AUTH_URL = 'https://cloud.example.org/identity/v3';
const user = { name: 'demo', domain: { name: 'Default' } };
const SECRET = 'a-rather-long-secret';
const password: Identity = { method: 'password', user, password: SECRET };
const appCred: Identity = { method: 'application_credential', id: 'ac', secret: SECRET };
const token: Identity = { method: 'token', token: SECRET };
const totp: Identity = { method: 'totp', user, passcode: '123456' };
const project: Scope = { project: { id: 'p1' } };
/** Keystone's own words. */
const EXPIRED = 'The password is expired and needs to be changed for user: u1.';
const FORBIDDEN = 'You are not authorized to perform the requested action.';
const UNAUTHORIZED = 'The request you have made requires authentication.';
const ONE_FACTOR = 'mfa-first-step-password-only';
const SCOPED = 'APPLICATION_CREDENTIAL_SCOPED';
const unauthorized = (message: string) => json(401, { error: { code: 401, title: 'Unauthorized', message } });

describe('issueToken', () => {
  it('returns the token of the header with the fields of the body', async () => {
    const { client, sent } = answering(replay('auth-password-scoped'));
    const issued = await issueToken(client, AUTH_URL, { identity: password, scope: project });
    expect(issued.token).toBe(recording('auth-password-scoped').response.headers['X-Subject-Token']);
    expect(issued.project?.name).toBe('demo');
    expect(sent[0]).toMatchObject({ method: 'POST', url: `${AUTH_URL}/auth/tokens` });
    expect(sent[0]?.headers.has('Openstack-Auth-Receipt')).toBe(false);
  });

  it('sends nocatalog and a receipt', async () => {
    const { client, sent } = answering(replay('mfa-second-step'));
    await issueToken(client, AUTH_URL, { identity: totp, scope: project, receipt: 'receipt-1', nocatalog: true });
    expect(sent[0]?.url).toBe(`${AUTH_URL}/auth/tokens?nocatalog`);
    expect(sent[0]?.headers.get('Openstack-Auth-Receipt')).toBe('receipt-1');
  });

  it('refuses an answer without a token', async () => {
    const { client } = answering(json(201, recording('auth-password-scoped').response.body));
    expect(await openStackErrorOf(issueToken(client, AUTH_URL, { identity: password, scope: project }))).toMatchObject({
      code: 'SCHEMA_MISMATCH',
      facts: { detail: 'no X-Subject-Token' },
    });
  });

  it.each<[string, Identity, Scope, Response, string]>([
    ['a wrong password', password, project, replay('auth-wrong-password'), 'INVALID_CREDENTIALS'],
    ['an unknown user', password, project, replay('auth-unknown-user'), 'INVALID_CREDENTIALS'],
    ['an unknown domain', password, project, replay('auth-unknown-domain'), 'INVALID_CREDENTIALS'],
    ['an unknown project', password, project, replay('auth-unknown-project'), 'INVALID_CREDENTIALS'],
    ['no role', password, project, replay('auth-no-role-on-project'), 'INVALID_CREDENTIALS'],
    ['a wrong code', totp, project, replay('mfa-second-step-wrong-code'), 'INVALID_CREDENTIALS'],
    ['a bad receipt', totp, project, replay('mfa-second-step-bad-receipt'), 'RECEIPT_GONE'],
    ['an expired password', password, project, unauthorized(EXPIRED), 'PASSWORD_EXPIRED'],
    ['a disabled user', password, project, unauthorized('The account is disabled for user: u1.'), 'USER_DISABLED'],
    ['a method that is off', totp, project, replay('auth-method-not-supported'), 'AUTH_METHOD_DISABLED'],
    ['a wrong secret', appCred, project, replay('auth-appcred-wrong-secret'), 'APPLICATION_CREDENTIAL_INVALID'],
    ['a missing second factor', appCred, 'default', replay(ONE_FACTOR), 'APPLICATION_CREDENTIAL_MFA'],
    ['an unknown credential', appCred, project, replay('auth-appcred-unknown-id'), 'APPLICATION_CREDENTIAL_INVALID'],
    ['a credential with a scope', appCred, project, replay('auth-appcred-with-other-scope'), SCOPED],
    ["a credential's token for another project", token, project, replay('auth-appcred-token-rescope'), SCOPED],
    ['rescoping that is not allowed', token, project, json(403, { error: { message: FORBIDDEN } }), 'FORBIDDEN'],
    ['an expired token', token, project, replay('auth-token-expired'), 'TOKEN_INVALID'],
    ['a refused token', token, 'unscoped', unauthorized(UNAUTHORIZED), 'TOKEN_INVALID'],
    ['a good token without a role', token, project, unauthorized(UNAUTHORIZED), 'INVALID_CREDENTIALS'],
    ['a malformed request', password, project, replay('auth-missing-auth'), 'BAD_REQUEST'],
    ['a page that is not there', token, project, replay('auth-unknown-path'), 'NOT_FOUND'],
    ['a conflict', password, project, json(409, { error: { message: 'Conflict' } }), 'CONFLICT'],
  ])('%s', async (_, identity, scope, answer, code) => {
    const { client, sent } = answering(answer);
    const error = await openStackErrorOf(issueToken(client, AUTH_URL, { identity, scope }));
    expect(error.code).toBe(code);
    expect(error.facts).toMatchObject({ service: 'identity', method: 'POST', host: 'cloud.example.org' });
    expect(everythingIn(error)).not.toContain(SECRET);
    expect(sent).toHaveLength(1);
  });

  it('is sent once, whatever the answer is', async () => {
    const { client, sent } = answering(json(503, {}, { 'Retry-After': '1' }));
    await openStackErrorOf(issueToken(client, AUTH_URL, { identity: password, scope: project }));
    expect(sent).toHaveLength(1);
  });

  it('names the enabled methods', async () => {
    const { client } = answering(replay('auth-method-not-supported'));
    const error = await openStackErrorOf(issueToken(client, AUTH_URL, { identity: totp, scope: project }));
    expect(error.facts.methods).toEqual(['password', 'token', 'application_credential', 'totp']);
  });

  it('has the receipt of a missing second factor, outside of its facts', async () => {
    const { client } = answering(replay(ONE_FACTOR));
    const error = await openStackErrorOf(issueToken(client, AUTH_URL, { identity: password, scope: project }));
    const id = recording(ONE_FACTOR).response.headers['Openstack-Auth-Receipt'] ?? '';
    expect(error).toMatchObject({
      code: 'MFA_REQUIRED',
      receipt: { id, lifetime: 300_000 },
      facts: { methods: ['totp'] },
    });
    expect(id).not.toBe('');
    expect(everythingIn(error)).not.toContain(id);
  });
});

describe('validateToken', () => {
  it('validates the token itself by default', async () => {
    const { client, sent } = answering(replay('auth-validate'), replay('auth-validate'));
    expect(await validateToken(client, AUTH_URL, 'mine')).not.toHaveProperty('token');
    await validateToken(client, AUTH_URL, 'mine', 'other');
    expect(sent.map(({ headers }) => [headers.get('X-Auth-Token'), headers.get('X-Subject-Token')])).toEqual([
      ['mine', 'mine'],
      ['mine', 'other'],
    ]);
  });

  it.each([
    ['an expired token', replay('auth-validate-expired'), 'TOKEN_INVALID'],
    ['an unknown subject', json(404, { error: { message: 'Could not find token.' } }), 'TOKEN_INVALID'],
    ['the token of another user', json(403, { error: { message: 'no' } }), 'FORBIDDEN'],
  ])('%s', async (_, answer, code) => {
    const { client } = answering(answer);
    expect(await codeOf(validateToken(client, AUTH_URL, 'mine'))).toBe(code);
  });
});

describe('revokeToken', () => {
  it('revokes the token with itself', async () => {
    const { client, sent } = answering(replay('auth-revoke'));
    await revokeToken(client, AUTH_URL, 'mine');
    expect(sent[0]).toMatchObject({ method: 'DELETE', url: `${AUTH_URL}/auth/tokens` });
    expect(sent[0]?.headers.get('X-Subject-Token')).toBe('mine');
  });

  it.each([
    ['unknown', json(404, { error: { message: 'Could not find token.' } })],
    ['ended', json(401, { error: { message: UNAUTHORIZED } })],
  ])('is no error for a token that is %s already', async (_, answer) => {
    const { client } = answering(answer);
    await expect(revokeToken(client, AUTH_URL, 'mine')).resolves.toBeUndefined();
  });

  it('throws where Keystone fails', async () => {
    const { client } = answering(json(500, { error: { message: 'oops' } }));
    expect(await codeOf(revokeToken(client, AUTH_URL, 'mine'))).toBe('SERVER_ERROR');
  });
});
