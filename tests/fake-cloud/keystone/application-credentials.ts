import { randomBytes, randomUUID } from 'node:crypto';
import type { ApplicationCredential, FakeAccessRule } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Call, type FakeAnswer, isRecord } from '@/tests/fake-cloud/http/messages';
import { forbidden, keystoneError, missingAttribute } from './errors';
import { renderApplicationCredential } from './render';
import { callerOf } from './token-calls';

const hexId = (): string => randomUUID().replaceAll('-', '');

/** The access rules of a new credential; an equal rule that the user has already is reused. */
function accessRules({ contents }: CloudContext, userId: string, given: unknown): FakeAccessRule[] | undefined {
  if (!Array.isArray(given)) return undefined;
  return given.filter(isRecord).map((rule) => {
    const { service, method, path } = rule;
    const requested = { service: String(service), method: String(method), path: String(path), userId };
    const existingRule = contents.accessRules.find(
      (item) =>
        item.userId === userId && item.service === requested.service && item.method === method && item.path === path,
    );
    const made = existingRule ?? { id: hexId(), ...requested };
    if (!existingRule) contents.accessRules.push(made);
    return { id: made.id, service: made.service, method: made.method, path: made.path };
  });
}

/** `DELETE /v3/users/{user}/access_rules/{id}`: 403 while a credential uses it. Source: keystone/api/users.py */
export function accessRule(context: CloudContext, call: Call, userId: string, id: string): FakeAnswer {
  const { user } = callerOf(context, call);
  const { contents } = context;
  const at = contents.accessRules.findIndex((rule) => rule.id === id && rule.userId === userId);
  if (user.id !== userId) throw forbidden(call, 'identity:delete_access_rule');
  if (at < 0) throw keystoneError(call, 404, `Could not find Access Rule: ${id}.`);
  if (contents.applicationCredentials.some(({ accessRules }) => accessRules?.some((rule) => rule.id === id)))
    throw forbidden(call, 'An access rule that is in use cannot be deleted');
  contents.accessRules.splice(at, 1);
  return { status: 204 };
}

/** `GET /v3/users/{user}/access_rules`. Source: keystone/api/users.py `UserAccessRuleListResource` */
export function accessRulesOf(context: CloudContext, call: Call, userId: string): FakeAnswer {
  if (callerOf(context, call).user.id !== userId) throw forbidden(call, 'identity:list_access_rules');
  const ofUser = context.contents.accessRules.filter((rule) => rule.userId === userId);
  const access_rules = ofUser.map(({ id, service, method, path }) => ({ id, service, method, path }));
  return { status: 200, body: { access_rules, links: { next: null, previous: null } } };
}

function expiry(given: unknown): string | null {
  if (typeof given !== 'string') return null;
  return given.replace(/(\.\d+)?Z?$/, '.000000');
}

function create(context: CloudContext, call: Call, userId: string, projectId: string): FakeAnswer {
  const given =
    isRecord(call.body) && isRecord(call.body.application_credential) ? call.body.application_credential : undefined;
  if (!given) throw missingAttribute(call, 'application_credential', 'request body');
  if (typeof given.name !== 'string')
    throw keystoneError(call, 400, "Invalid input for field 'name': 'name' is a required property");
  const list = context.contents.applicationCredentials;
  if (list.some((item) => item.userId === userId && item.name === given.name)) {
    const message = `Conflict occurred attempting to store application_credential - Duplicate entry found with name ${given.name}.`;
    throw keystoneError(call, 409, message);
  }
  const rules = accessRules(context, userId, given.access_rules);
  const credential: ApplicationCredential = {
    id: hexId(),
    name: given.name,
    description: typeof given.description === 'string' ? given.description : null,
    userId,
    projectId,
    secret: typeof given.secret === 'string' ? given.secret : randomBytes(64).toString('base64url'),
    roles: context.contents.users.find((user) => user.id === userId)?.roles[projectId] ?? [],
    expiresAt: expiry(given.expires_at),
    unrestricted: given.unrestricted === true,
    ...(rules && { accessRules: rules }),
  };
  list.push(credential);
  const shown = renderApplicationCredential(credential, call.url.origin);
  const { links, ...rest } = shown;
  return { status: 201, body: { application_credential: { ...rest, secret: credential.secret, links } } };
}

/**
 * `/v3/users/{user}/application_credentials[/{id}]`: list, show, create, delete.
 * Source: keystone/api/users.py `UserAppCredListCreateResource`.
 */
export function applicationCredentials(
  context: CloudContext,
  call: Call,
  userId: string,
  id: string | undefined,
): FakeAnswer {
  const { token, user } = callerOf(context, call);
  if (user.id !== userId) throw forbidden(call, 'identity:list_application_credentials');
  const list = context.contents.applicationCredentials;
  const used = list.find((item) => item.id === token.applicationCredentialId);
  if (call.method !== 'GET' && used && !used.unrestricted) {
    throw forbidden(
      call,
      "Using method 'application_credential' is not allowed for managing additional application credentials.",
    );
  }
  if (id === undefined && call.method === 'POST') {
    if (token.scope.kind !== 'project') throw forbidden(call, 'identity:create_application_credential');
    return create(context, call, userId, token.scope.projectId);
  }
  const ofUser = list.filter((item) => item.userId === userId);
  if (id === undefined) {
    const self = `${call.url.origin}${call.path}`;
    const name = call.query.get('name');
    const listed = name === null ? ofUser : ofUser.filter((item) => item.name === name);
    const shown = listed.map((item) => renderApplicationCredential(item, call.url.origin));
    return { status: 200, body: { application_credentials: shown, links: { next: null, self, previous: null } } };
  }
  const credential = ofUser.find((item) => item.id === id);
  if (!credential) throw keystoneError(call, 404, `Could not find Application Credential: ${id}.`);
  if (call.method === 'GET') {
    return { status: 200, body: { application_credential: renderApplicationCredential(credential, call.url.origin) } };
  }
  list.splice(list.indexOf(credential), 1);
  context.tokens.revoke((item) => item.applicationCredentialId === id);
  return { status: 204 };
}
