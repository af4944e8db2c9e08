/** A domain by id or name. */
export type DomainRef = { id: string } | { name: string };

/** Names are unique in a domain only. */
export type UserRef = { id: string } | { name: string; domain: DomainRef };

/** Names are unique in a domain only. */
export type ProjectRef = { id: string } | { name: string; domain: DomainRef };

/** `default`: the user's default project, else unscoped. */
export type Scope = { project: ProjectRef } | 'unscoped' | 'default';

/** Holds secrets. */
export type Identity =
  | { method: 'password'; user: UserRef; password: string }
  | { method: 'application_credential'; id: string; secret: string }
  | { method: 'application_credential'; name: string; user: UserRef; secret: string }
  | { method: 'token'; token: string }
  | { method: 'totp'; user: UserRef; passcode: string }
  | { method: 'password+totp'; user: UserRef; password: string; passcode: string };

/**
 * Keystone refuses a scope beside an application credential. Source:
 * https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management; keystone/auth/schema.py
 */
export function authRequest(identity: Identity, scope: Scope): { auth: { identity: object; scope?: object | string } } {
  const auth = { identity: { methods: methodsOf(identity), ...payloads(identity) } };
  if (identity.method === 'application_credential' || scope === 'default') return { auth };
  return { auth: { ...auth, scope } };
}

/** In Keystone's words. */
export function methodsOf(identity: Identity): string[] {
  return identity.method.split('+');
}

function payloads(identity: Identity): object {
  switch (identity.method) {
    case 'password':
      return { password: { user: { ...identity.user, password: identity.password } } };
    case 'totp':
      return { totp: { user: { ...identity.user, passcode: identity.passcode } } };
    case 'password+totp':
      return { ...payloads({ ...identity, method: 'password' }), ...payloads({ ...identity, method: 'totp' }) };
    case 'token':
      return { token: { id: identity.token } };
    case 'application_credential': {
      const { method: _, ...credential } = identity;
      return { application_credential: credential };
    }
  }
}
