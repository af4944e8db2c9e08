import type { ApplicationCredential, FakeProject, RoleName, User } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { stableId } from '@/tests/fake-cloud/ids';
import { catalog } from './catalog';
import type { FakeReceipt, Token } from './tokens';

/** `2026-01-02T03:04:05.000000Z`: Keystone's times. */
function keystoneTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, '.000000Z');
}

function domainRef(context: CloudContext, id: string): object {
  return { id, name: context.contents.domains.find((domain) => domain.id === id)?.name ?? null };
}

function role(name: RoleName): { id: string; name: string } {
  return { id: stableId('role', name), name };
}

/** The `token` object. Source: keystone/common/render_token.py. */
export function renderToken(context: CloudContext, token: Token, user: User, withCatalog: boolean): object {
  const { contents } = context;
  const body: Record<string, unknown> = {
    methods: token.methods,
    user: {
      domain: domainRef(context, user.domainId),
      id: user.id,
      name: user.name,
      password_expires_at: user.passwordExpiresAt,
    },
    audit_ids: token.auditIds,
    expires_at: token.expiresAt === null ? null : keystoneTime(token.expiresAt),
    issued_at: keystoneTime(token.issuedAt),
  };
  if (token.scope.kind === 'project') {
    const { projectId } = token.scope;
    const project = contents.projects.find((item) => item.id === projectId);
    body.project = { domain: domainRef(context, project?.domainId ?? ''), id: projectId, name: project?.name };
    body.is_domain = false;
  }
  if (token.scope.kind === 'domain') body.domain = domainRef(context, token.scope.domainId);
  if (token.scope.kind === 'system') body.system = { all: true };
  if (token.scope.kind !== 'unscoped') {
    body.roles = token.roles.map(role);
    if (withCatalog) body.catalog = catalog(context, token.scope.kind === 'project' ? token.scope.projectId : '');
  }
  const credential = contents.applicationCredentials.find((item) => item.id === token.applicationCredentialId);
  if (credential) {
    body.application_credential = {
      id: credential.id,
      name: credential.name,
      restricted: !credential.unrestricted,
      ...(credential.accessRules && { access_rules: credential.accessRules }),
    };
  }
  return body;
}

/** The body of a 401 with a receipt. Source: keystone/common/render_token.py `render_receipt_response`. */
export function renderReceipt(context: CloudContext, receipt: FakeReceipt, user: User): object {
  return {
    receipt: {
      methods: receipt.methods,
      user: { id: user.id, name: user.name, domain: domainRef(context, user.domainId) },
      expires_at: keystoneTime(receipt.expiresAt),
      issued_at: keystoneTime(receipt.issuedAt),
    },
    required_auth_methods: user.mfaRules,
  };
}

/** A project in `GET /v3/auth/projects`. */
export function renderProject(project: FakeProject, origin: string): object {
  return {
    id: project.id,
    name: project.name,
    domain_id: project.domainId,
    description: project.description,
    enabled: project.enabled,
    parent_id: project.domainId,
    is_domain: false,
    tags: [],
    options: {},
    links: { self: `${origin}/v3/projects/${project.id}` },
  };
}

/** An application credential, without its secret. */
export function renderApplicationCredential(
  credential: ApplicationCredential,
  origin: string,
): Record<string, unknown> {
  return {
    id: credential.id,
    name: credential.name,
    description: credential.description,
    user_id: credential.userId,
    project_id: credential.projectId,
    system: null,
    expires_at: credential.expiresAt,
    unrestricted: credential.unrestricted,
    roles: credential.roles.map((name) => ({
      ...role(name),
      domain_id: null,
      description: null,
      options: { immutable: true },
    })),
    ...(credential.accessRules && { access_rules: credential.accessRules }),
    links: { self: `${origin}/v3/application_credentials/${credential.id}` },
  };
}
