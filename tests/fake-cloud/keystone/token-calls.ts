import type { User } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Call, type FakeAnswer, header, isRecord } from '@/tests/fake-cloud/http/messages';
import { catalog } from './catalog';
import { forbidden, keystoneError, missingAttribute, unauthorized } from './errors';
import { renderProject, renderToken } from './render';
import type { Token } from './tokens';

/** The token in `X-Auth-Token` and its user; throws the generic 401. */
export function callerOf(context: CloudContext, call: Call): { token: Token; user: User } {
  const token = context.tokens.valid(header(call, 'x-auth-token'));
  const user = context.contents.users.find((item) => item.id === token?.userId);
  if (!token || !user?.enabled) throw unauthorized(call);
  return { token, user };
}

/** The token in `X-Subject-Token` and its user. */
function subjectOf(context: CloudContext, call: Call, action: string): { token: Token; user: User } {
  const caller = callerOf(context, call);
  const id = header(call, 'x-subject-token');
  if (id === undefined) throw missingAttribute(call, 'X-Subject-Token', 'request headers');
  const token = context.tokens.valid(id);
  const user = context.contents.users.find((item) => item.id === token?.userId);
  if (!token || !user) throw keystoneError(call, 404, 'Failed to validate token');
  const accessRules = context.contents.applicationCredentials.find(
    ({ id }) => id === token.applicationCredentialId,
  )?.accessRules;
  // Keystone hides such tokens from services that do not enforce access rules, and so cannot revoke them itself:
  // keystone/token/provider.py, `revoke_token`.
  const isCallerEnforcing =
    action === 'validate_token' && header(call, 'openstack-identity-access-rules') !== undefined;
  if (accessRules && !isCallerEnforcing) throw keystoneError(call, 404, 'Failed to validate token');
  if (token.userId !== caller.user.id && !caller.token.roles.includes('admin'))
    throw forbidden(call, `identity:${action}`);
  return { token, user };
}

function links(call: Call): object {
  return { next: null, self: `${call.url.origin}${call.path}`, previous: null };
}

/** `GET` and `HEAD /v3/auth/tokens`. */
export function answerTokenValidation(context: CloudContext, call: Call): FakeAnswer {
  const { token, user } = subjectOf(context, call, 'validate_token');
  return {
    status: 200,
    headers: { 'X-Subject-Token': token.id },
    body: { token: renderToken(context, token, user, !call.query.has('nocatalog')) },
  };
}

/** `DELETE /v3/auth/tokens`: 204; the token is revoked. */
export function answerTokenRevocation(context: CloudContext, call: Call): FakeAnswer {
  const { token } = subjectOf(context, call, 'revoke_token');
  context.tokens.revoke((item) => item.id === token.id);
  return { status: 204 };
}

/** `GET /v3/auth/projects`: what the user may scope to. */
export function answerProjectList(context: CloudContext, call: Call): FakeAnswer {
  const { user } = callerOf(context, call);
  const projects = context.contents.projects.filter(
    (project) => project.enabled && (user.roles[project.id]?.length ?? 0) > 0,
  );
  return {
    status: 200,
    body: { projects: projects.map((project) => renderProject(project, call.url.origin)), links: links(call) },
  };
}

/** `GET /v3/auth/domains`: those that the user has a role on. */
export function answerDomainList(context: CloudContext, call: Call): FakeAnswer {
  const { user } = callerOf(context, call);
  const domains = context.contents.domains
    .filter(({ id }) => user.systemAdmin || (user.domainRoles?.[id]?.length ?? 0) > 0)
    .map((domain) => ({ ...domain, description: '', enabled: true, tags: [], options: {}, links: {} }));
  return { status: 200, body: { domains, links: links(call) } };
}

/** `GET /v3/auth/system`. */
export function answerSystemList(context: CloudContext, call: Call): FakeAnswer {
  const { user } = callerOf(context, call);
  return { status: 200, body: { system: user.systemAdmin ? [{ all: true }] : [], links: links(call) } };
}

/** `GET /v3/auth/catalog`: 403 without a scope. */
export function answerCatalog(context: CloudContext, call: Call): FakeAnswer {
  const { token } = callerOf(context, call);
  if (token.scope.kind !== 'project') {
    throw keystoneError(call, 403, 'A project-scoped token is required to produce a service catalog.');
  }
  return {
    status: 200,
    body: { catalog: catalog(context, token.scope.projectId), links: { self: `${call.url.origin}/v3/auth/catalog` } },
  };
}

/** Characters that a new password needs: Keystone's `[security_compliance] password_regex`. */
const MIN_PASSWORD_LENGTH = 4;

/**
 * `POST /v3/users/{user}/password`: needs no token, accepts an expired password, revokes all tokens of the user.
 * Source: keystone/api/users.py `UserChangePasswordResource`, keystone/identity/core.py `change_password`.
 */
export function answerPasswordChange({ contents, tokens }: CloudContext, call: Call, userId: string): FakeAnswer {
  const request = isRecord(call.body) && isRecord(call.body.user) ? call.body.user : undefined;
  if (!request) throw missingAttribute(call, 'user', 'request body');
  const user = contents.users.find(({ id }) => id === userId);
  if (!user?.enabled || request.original_password !== user.password) throw unauthorized(call);
  const { password } = request;
  if (typeof password !== 'string') throw missingAttribute(call, 'password', 'user');
  if (password.length < MIN_PASSWORD_LENGTH)
    throw keystoneError(
      call,
      400,
      `The password does not match the requirements: at least ${MIN_PASSWORD_LENGTH} characters.`,
    );
  if (password === user.password) {
    const message = 'The new password cannot be identical to a previous password.';
    throw keystoneError(call, 400, `${message} The total number which includes the new password must be unique is 1.`);
  }
  user.password = password;
  user.passwordExpiresAt = null;
  tokens.revokeUser(userId);
  return { status: 204 };
}
