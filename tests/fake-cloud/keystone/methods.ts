import { createHmac } from 'node:crypto';
import { type ApplicationCredential, findOwned, type User } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Call, isRecord } from '@/tests/fake-cloud/http/messages';
import { keystoneError, missingAttribute, unauthorized } from './errors';
import type { Token } from './tokens';

/** The user that the methods of one request name. */
export interface IdentifiedUser {
  user: User;
  methods: string[];
  /** signed in with a token */
  parent?: Token;
  applicationCredential?: ApplicationCredential;
}

function section(call: Call, identity: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = identity[name];
  if (!isRecord(value)) throw missingAttribute(call, name, 'identity');
  return value;
}

function namedUser(
  context: CloudContext,
  call: Call,
  payload: Record<string, unknown>,
  method: string,
): [User, Record<string, unknown>] {
  if (!isRecord(payload.user)) throw missingAttribute(call, 'user', method);
  if (payload.user.id === undefined && payload.user.name === undefined)
    throw missingAttribute(call, 'id or name', 'user');
  if (payload.user.id === undefined && !isRecord(payload.user.domain)) throw missingAttribute(call, 'domain', 'user');
  const user = findOwned(context.contents, context.contents.users, payload.user);
  if (!user) throw unauthorized(call);
  return [user, payload.user];
}

function assertUsable(context: CloudContext, call: Call, user: User): User {
  if (user.enabled) return user;
  throw context.config.explainDisabledUser
    ? keystoneError(call, 401, `The account is disabled for user: ${user.id}`)
    : unauthorized(call);
}

function byPassword(context: CloudContext, call: Call, payload: Record<string, unknown>): User {
  const [user, given] = namedUser(context, call, payload, 'password');
  if (typeof given.password !== 'string') throw missingAttribute(call, 'password', 'user');
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
  if (typeof payload.id !== 'string') throw missingAttribute(call, 'id', 'token');
  const parent = context.tokens.valid(payload.id);
  const user = context.contents.users.find((item) => item.id === parent?.userId);
  if (!parent || !user) throw keystoneError(call, 404, 'Failed to validate token');
  return { user, parent };
}

/** The application credential that a request names; its secret is not checked. */
export function namedApplicationCredential(
  context: CloudContext,
  call: Call,
  payload: Record<string, unknown>,
): ApplicationCredential {
  const list = context.contents.applicationCredentials;
  if (typeof payload.id === 'string') {
    const found = list.find((item) => item.id === payload.id);
    if (!found) throw keystoneError(call, 404, `Could not find Application Credential: ${payload.id}.`);
    return found;
  }
  if (typeof payload.name !== 'string') throw missingAttribute(call, 'id or name', 'application_credential');
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
  const user = context.contents.users.find((item) => item.id === credential.userId);
  const expired = credential.expiresAt !== null && Date.parse(`${credential.expiresAt}Z`) < Date.now();
  if (payload.secret !== credential.secret || expired || !user) throw unauthorized(call);
  return { user, applicationCredential: credential };
}

/**
 * Checks every method of `auth.identity` and that they name one user.
 * Source: keystone/auth/core.py and keystone/auth/plugins/.
 */
export function identify(context: CloudContext, call: Call, identity: Record<string, unknown>): IdentifiedUser {
  const requestedMethods = identity.methods;
  if (!Array.isArray(requestedMethods)) throw missingAttribute(call, 'methods', 'identity');
  const methods = requestedMethods.map(String);
  if (methods.length === 0) throw unauthorized(call);
  for (const method of methods) section(call, identity, method);
  if (methods.some((method) => !context.config.authMethods.includes(method))) {
    throw keystoneError(call, 401, 'Attempted to authenticate with an unsupported method.', {
      identity: { methods: context.config.authMethods },
    });
  }
  let found: IdentifiedUser | undefined;
  for (const method of methods) {
    const payload = section(call, identity, method);
    const identified: Omit<IdentifiedUser, 'methods'> =
      method === 'password'
        ? { user: byPassword(context, call, payload) }
        : method === 'totp'
          ? { user: byTotp(context, call, payload) }
          : method === 'token'
            ? byToken(context, call, payload)
            : byApplicationCredential(context, call, payload);
    if (found && found.user.id !== identified.user.id) throw unauthorized(call);
    found = { ...found, ...identified, methods };
  }
  if (!found) throw unauthorized(call);
  assertUsable(context, call, found.user);
  return found;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;

function decodeBase32(text: string): Buffer {
  let bits = '';
  for (const letter of text.replace(/=+$/, '').toUpperCase())
    bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** The six digits of RFC 6238 (SHA-1, 30 s) for a base32 secret at a time in milliseconds. */
export function totpCode(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1000 / STEP_SECONDS)));
  const digest = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Right now, or in the window before (Keystone's `included_previous_windows` is 1). */
function totpMatches(secret: string, passcode: unknown): boolean {
  const now = Date.now();
  return passcode === totpCode(secret, now) || passcode === totpCode(secret, now - STEP_SECONDS * 1000);
}
