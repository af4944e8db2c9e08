import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Call, isRecord } from '@/tests/fake-cloud/http/messages';
import { type ApplicationCredential, findOwned, type User } from '@/tests/fake-cloud/world';
import { keystoneError, missing, unauthorized } from './errors';
import type { Token } from './tokens';
import { totpMatches } from './totp';

/** The user that the methods of one request name. */
export interface Identity {
  user: User;
  methods: string[];
  /** signed in with a token */
  parent?: Token;
  applicationCredential?: ApplicationCredential;
}

function section(call: Call, identity: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = identity[name];
  if (!isRecord(value)) throw missing(call, name, 'identity');
  return value;
}

function namedUser(
  context: CloudContext,
  call: Call,
  payload: Record<string, unknown>,
  method: string,
): [User, Record<string, unknown>] {
  if (!isRecord(payload.user)) throw missing(call, 'user', method);
  if (payload.user.id === undefined && payload.user.name === undefined) throw missing(call, 'id or name', 'user');
  if (payload.user.id === undefined && !isRecord(payload.user.domain)) throw missing(call, 'domain', 'user');
  const user = findOwned(context.world, context.world.users, payload.user);
  if (!user) throw unauthorized(call);
  return [user, payload.user];
}

function assertUsable(context: CloudContext, call: Call, user: User): User {
  if (user.enabled) return user;
  throw context.knobs.explainDisabledUser
    ? keystoneError(call, 401, `The account is disabled for user: ${user.id}`)
    : unauthorized(call);
}

function byPassword(context: CloudContext, call: Call, payload: Record<string, unknown>): User {
  const [user, given] = namedUser(context, call, payload, 'password');
  if (typeof given.password !== 'string') throw missing(call, 'password', 'user');
  if (given.password !== user.password) throw unauthorized(call);
  if (user.passwordExpiresAt !== null && Date.parse(`${user.passwordExpiresAt}Z`) < Date.now()) {
    throw keystoneError(call, 401, `The password is expired and needs to be changed for user: ${user.id}.`);
  }
  return user;
}

function byTotp(context: CloudContext, call: Call, payload: Record<string, unknown>): User {
  const [user, given] = namedUser(context, call, payload, 'totp');
  if (user.totpSecret === undefined || !totpMatches(user.totpSecret, given.passcode)) throw unauthorized(call);
  return user;
}

function byToken(context: CloudContext, call: Call, payload: Record<string, unknown>): { user: User; parent: Token } {
  if (typeof payload.id !== 'string') throw missing(call, 'id', 'token');
  const parent = context.tokens.valid(payload.id);
  const user = context.world.users.find((item) => item.id === parent?.userId);
  if (!parent || !user) throw keystoneError(call, 404, 'Failed to validate token');
  return { user, parent };
}

/** The application credential that a request names; its secret is not checked. */
export function namedApplicationCredential(
  context: CloudContext,
  call: Call,
  payload: Record<string, unknown>,
): ApplicationCredential {
  const list = context.world.applicationCredentials;
  if (typeof payload.id === 'string') {
    const found = list.find((item) => item.id === payload.id);
    if (!found) throw keystoneError(call, 404, `Could not find Application Credential: ${payload.id}.`);
    return found;
  }
  if (typeof payload.name !== 'string') throw missing(call, 'id or name', 'application_credential');
  const [user] = namedUser(context, call, payload, 'application_credential');
  const found = list.find((item) => item.name === payload.name && item.userId === user.id);
  if (!found) throw unauthorized(call);
  return found;
}

function byApplicationCredential(
  context: CloudContext,
  call: Call,
  payload: Record<string, unknown>,
): { user: User; applicationCredential: ApplicationCredential } {
  const credential = namedApplicationCredential(context, call, payload);
  const user = context.world.users.find((item) => item.id === credential.userId);
  const expired = credential.expiresAt !== null && Date.parse(`${credential.expiresAt}Z`) < Date.now();
  if (payload.secret !== credential.secret || expired || !user) throw unauthorized(call);
  return { user, applicationCredential: credential };
}

/**
 * Checks every method of `auth.identity` and that they name one user.
 * Source: keystone/auth/core.py and keystone/auth/plugins/.
 */
export function identify(context: CloudContext, call: Call, identity: Record<string, unknown>): Identity {
  const asked = identity.methods;
  if (!Array.isArray(asked)) throw missing(call, 'methods', 'identity');
  const methods = asked.map(String);
  if (methods.length === 0) throw unauthorized(call);
  for (const method of methods) section(call, identity, method);
  if (methods.some((method) => !context.knobs.authMethods.includes(method))) {
    throw keystoneError(call, 401, 'Attempted to authenticate with an unsupported method.', {
      identity: { methods: context.knobs.authMethods },
    });
  }
  let found: Identity | undefined;
  for (const method of methods) {
    const payload = section(call, identity, method);
    const part: Omit<Identity, 'methods'> =
      method === 'password'
        ? { user: byPassword(context, call, payload) }
        : method === 'totp'
          ? { user: byTotp(context, call, payload) }
          : method === 'token'
            ? byToken(context, call, payload)
            : byApplicationCredential(context, call, payload);
    if (found && found.user.id !== part.user.id) throw unauthorized(call);
    found = { ...found, ...part, methods };
  }
  if (!found) throw unauthorized(call);
  assertUsable(context, call, found.user);
  return found;
}
