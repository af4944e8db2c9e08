import type { FakeAccessRule, FakeServer } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { AnswerError, type Call, header } from '@/tests/fake-cloud/http/messages';
import { GENERIC_401 } from '@/tests/fake-cloud/keystone/errors';
import type { Token } from '@/tests/fake-cloud/keystone/tokens';
import { serverNotFound } from './errors';
import type { Microversion } from './microversion';

/** One authenticated request to the compute API. */
export interface NovaRequest {
  context: CloudContext;
  call: Call;
  region: string;
  token: Token;
  /** undefined: the token has no project */
  projectId: string | undefined;
  version: Microversion;
  /** `http://host:port/v2.1`, the start of every link */
  base: string;
}

function pathMatches(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*/g, '\u0000')
    .replace(/\*/g, '[^/]+')
    .replaceAll('\u0000', '.*');
  return new RegExp(`^${source}$`).test(path);
}

function allowed(rules: FakeAccessRule[], call: Call): boolean {
  return rules.some(
    (rule) => rule.service === 'compute' && rule.method === call.method && pathMatches(rule.path, call.path),
  );
}

/** The token of the request. Throws keystonemiddleware's 401, the same for missing, wrong, expired and revoked ones. */
export function authenticated(context: CloudContext, call: Call): Token {
  const token = context.tokens.valid(header(call, 'x-auth-token'));
  const user = context.contents.users.find((item) => item.id === token?.userId);
  const rules = context.contents.applicationCredentials.find(
    (item) => item.id === token?.applicationCredentialId,
  )?.accessRules;
  const passes = rules === undefined || (context.config.acceptAccessRules && allowed(rules, call));
  if (token && user?.enabled && passes) return token;
  throw new AnswerError({
    status: 401,
    headers: { 'Www-Authenticate': `Keystone uri="http://127.0.0.1:${context.ports.keystone}/v3"` },
    body: { error: { code: 401, title: 'Unauthorized', message: GENERIC_401 } },
  });
}

/** Whether the caller has the member role. */
export function isMember(token: Token): boolean {
  return token.roles.includes('member') || token.roles.includes('admin');
}

/** The server with that id in this region, if the token's project (or an admin) may see it. */
export function findServer(request: NovaRequest, id: string): FakeServer {
  const server = request.context.contents.servers.find((item) => item.id === id && item.region === request.region);
  const visible = server && (server.projectId === request.projectId || request.token.roles.includes('admin'));
  if (!visible) throw serverNotFound(id);
  return server;
}
