import { describe, expect, it } from 'vitest';
import { recording } from '@/tests/fixtures/recorded';
import { inDefault } from '@/tests/unit/support/profile';
import { authRequest, type Identity, methodsOf, type Scope } from '@/utils/openstack/identity/auth-request';

const demo = inDefault('demo');
const totp = inDefault('totp');
const toDemo: Scope = { project: demo };

describe('authRequest', () => {
  it.each<[string, Identity, Scope]>([
    ['auth-password-scoped', { method: 'password', user: demo, password: 'password' }, toDemo],
    ['auth-password-unscoped', { method: 'password', user: demo, password: 'password' }, 'unscoped'],
    ['mfa-both-at-once-wrong-password', { method: 'password+totp', user: totp, password: 'p', passcode: '0' }, toDemo],
    ['mfa-second-step', { method: 'totp', user: totp, passcode: '0' }, toDemo],
    ['auth-token-rescope', { method: 'token', token: 't' }, { project: inDefault('ops') }],
    ['auth-appcred', { method: 'application_credential', id: 'i', secret: 's' }, toDemo],
    ['auth-appcred-by-name', { method: 'application_credential', name: 'n', user: demo, secret: 's' }, 'unscoped'],
  ])('has the shape that a real Keystone took: %s', (name, identity, scope) => {
    expect(shapeOf(authRequest(identity, scope))).toEqual(shapeOf(recording(name).request.body));
  });

  it('sends ids as they are', () => {
    const identity: Identity = { method: 'password', user: { id: 'u1' }, password: 'pw' };
    expect(authRequest(identity, { project: { id: 'p1' } })).toEqual({
      auth: {
        identity: { methods: ['password'], password: { user: { id: 'u1', password: 'pw' } } },
        scope: { project: { id: 'p1' } },
      },
    });
  });

  it('sends no scope for the default one', () => {
    expect(authRequest({ method: 'token', token: 't' }, 'default').auth).not.toHaveProperty('scope');
  });

  it('names both methods where both are used at once', () => {
    const both: Identity = { method: 'password+totp', user: demo, password: 'p', passcode: '1' };
    expect(methodsOf(both)).toEqual(['password', 'totp']);
  });
});

/** Keys, and the values that are words of the API; names chosen by users are left out. */
function shapeOf(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner, name)]));
  }
  return key === 'scope' ? value : typeof value;
}
