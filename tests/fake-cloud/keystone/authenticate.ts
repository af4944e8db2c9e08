import type { User } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Call, type FakeAnswer, header, isRecord } from '@/tests/fake-cloud/http/messages';
import { forbidden, keystoneError, missingAttribute, unauthorized } from './errors';
import { type IdentifiedUser, identify, namedApplicationCredential } from './methods';
import { renderReceipt, renderToken } from './render';
import { askedScope, defaultScope, rolesIn } from './scope';
import type { FakeTokenScope } from './tokens';

function parseAuth(call: Call): { auth: Record<string, unknown>; identity: Record<string, unknown> } {
  if (call.malformed) throw missingAttribute(call, 'valid JSON', 'request body');
  if (!isRecord(call.body) || !isRecord(call.body.auth)) throw missingAttribute(call, 'auth', 'request body');
  const { auth } = call.body;
  if (!isRecord(auth.identity)) throw keystoneError(call, 400, "'identity' is a required property");
  return { auth, identity: auth.identity };
}

function refuseScopeOfApplicationCredential(
  context: CloudContext,
  call: Call,
  auth: Record<string, unknown>,
  identity: Record<string, unknown>,
): void {
  if (!Array.isArray(identity.methods) || !identity.methods.includes('application_credential')) return;
  if (auth.scope !== undefined) {
    throw keystoneError(
      call,
      401,
      'Error authenticating with application credential: Application credentials cannot request a scope.',
      { identity: {} },
    );
  }
  if (isRecord(identity.application_credential))
    namedApplicationCredential(context, call, identity.application_credential);
}

function refuseForbiddenRescope(
  context: CloudContext,
  call: Call,
  identity: IdentifiedUser,
  scope: FakeTokenScope | undefined,
): void {
  const { parent } = identity;
  if (!parent || !scope || scope.kind === 'unscoped') return;
  if (parent.applicationCredentialId !== undefined)
    throw forbidden(call, 'Using a delegated token to create another token is not allowed.');
  if (!context.config.allowRescope && parent.scope.kind !== 'unscoped') throw forbidden(call, 'rescope a scoped token');
}

/** Methods of this request and of its receipt; undefined where a method is still missing. */
function factors(
  context: CloudContext,
  call: Call,
  identity: IdentifiedUser,
): { methods: string[]; complete: boolean } {
  const receiptId = header(call, 'openstack-auth-receipt');
  const methods = new Set<string>(identity.parent ? [...identity.parent.methods] : []);
  if (receiptId !== undefined) {
    const receipt = context.receipts.valid(receiptId);
    if (!receipt) throw keystoneError(call, 401, `Could not find auth receipt: ${receiptId}.`);
    if (receipt.userId !== identity.user.id) throw unauthorized(call);
    for (const method of receipt.methods) methods.add(method);
  }
  for (const method of identity.methods) methods.add(method);
  const rules = identity.user.mfaRules;
  const complete =
    rules.length === 0 ||
    identity.parent !== undefined ||
    rules.some((rule) => rule.every((method) => methods.has(method)));
  return { methods: [...methods], complete };
}

function askForMore(context: CloudContext, user: User, methods: string[]): FakeAnswer {
  const receipt = context.receipts.issue(user.id, methods);
  return {
    status: 401,
    headers: { 'Openstack-Auth-Receipt': receipt.id },
    body: renderReceipt(context, receipt, user),
  };
}

/** `POST /v3/auth/tokens`. https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management */
export function authenticate(context: CloudContext, call: Call): FakeAnswer {
  const { auth, identity: given } = parseAuth(call);
  refuseScopeOfApplicationCredential(context, call, auth, given);
  const requestedScope = askedScope(context, call, auth.scope);
  const identity = identify(context, call, given);
  refuseForbiddenRescope(context, call, identity, requestedScope);
  const { methods, complete } = factors(context, call, identity);
  if (!complete) return askForMore(context, identity.user, methods);

  const { user, parent } = identity;
  const credential =
    identity.applicationCredential ??
    context.contents.applicationCredentials.find((item) => item.id === parent?.applicationCredentialId);
  const scope: FakeTokenScope = credential
    ? { kind: 'project', projectId: credential.projectId }
    : (requestedScope ?? defaultScope(context, user));
  const token = context.tokens.issue(
    {
      user,
      methods,
      scope,
      roles: credential ? credential.roles : rolesIn(call, user, scope),
      ...(credential && { applicationCredentialId: credential.id }),
      ...(parent && { parent }),
    },
    context.config.tokenSeconds,
  );
  const body = { token: renderToken(context, token, user, !call.query.has('nocatalog')) };
  return { status: 201, headers: { 'X-Subject-Token': token.id }, body };
}
