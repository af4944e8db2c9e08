import { findDomain, findOwned, type RoleName, type User } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Call, isRecord } from '@/tests/fake-cloud/http/messages';
import { missingAttribute, unauthorized } from './errors';
import type { FakeTokenScope } from './tokens';

/** The scope in `auth.scope`; undefined: none given. Source: keystone/api/_shared/authentication.py. */
export function askedScope(context: CloudContext, call: Call, scope: unknown): FakeTokenScope | undefined {
  if (scope === undefined) return undefined;
  if (scope === 'unscoped') return { kind: 'unscoped' };
  const keys = isRecord(scope) ? Object.keys(scope) : [];
  if (!isRecord(scope) || keys.length !== 1)
    throw missingAttribute(call, 'project, domain, system or unscoped', 'scope');
  if (keys[0] === 'unscoped') return { kind: 'unscoped' };
  if (keys[0] === 'system') return { kind: 'system' };
  if (keys[0] === 'domain') {
    const domain = findDomain(context.contents, scope.domain);
    if (!domain) throw unauthorized(call);
    return { kind: 'domain', domainId: domain.id };
  }
  if (keys[0] !== 'project' || !isRecord(scope.project)) throw missingAttribute(call, 'project', 'scope');
  const ref = scope.project;
  if (ref.id === undefined && ref.name === undefined) throw missingAttribute(call, 'id or name', 'project');
  if (ref.id === undefined && !isRecord(ref.domain)) throw missingAttribute(call, 'domain', 'project');
  const project = findOwned(context.contents, context.contents.projects, ref);
  if (!project?.enabled) throw unauthorized(call);
  return { kind: 'project', projectId: project.id };
}

/** The scope where none is given: the user's default project if the user has a role there, else unscoped. */
export function defaultScope(context: CloudContext, user: User): FakeTokenScope {
  const project = context.contents.projects.find((item) => item.id === user.defaultProjectId);
  return project?.enabled && (user.roles[project.id]?.length ?? 0) > 0
    ? { kind: 'project', projectId: project.id }
    : { kind: 'unscoped' };
}

/** The user's roles in that scope; throws the generic 401 where there is none. */
export function rolesIn(call: Call, user: User, scope: FakeTokenScope): RoleName[] {
  if (scope.kind === 'unscoped') return [];
  if (scope.kind === 'project') {
    const roles = user.roles[scope.projectId] ?? [];
    if (roles.length === 0) throw unauthorized(call);
    return roles;
  }
  const roles = scope.kind === 'domain' ? user.domainRoles?.[scope.domainId] : undefined;
  if (roles !== undefined && roles.length > 0) return roles;
  if (!user.systemAdmin) throw unauthorized(call);
  return ['admin'];
}
