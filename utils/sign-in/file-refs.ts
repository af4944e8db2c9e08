import type { DomainRef, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';
import { DEFAULT_DOMAIN } from './form-refs';
import type { RefDraft, SignInSettings } from './method';

/** @param domain of a name without one */
export function completeRef(draft: RefDraft, domain: DomainRef = DEFAULT_DOMAIN): UserRef | ProjectRef {
  return 'id' in draft ? { id: draft.id } : { name: draft.name, domain: draft.domain ?? domain };
}

/** Default domain: the user's, else `Default`. */
export function completeProject(draft: RefDraft | undefined, user?: UserRef): { project?: ProjectRef } {
  const domain = user !== undefined && 'domain' in user ? user.domain : DEFAULT_DOMAIN;
  return draft === undefined ? {} : { project: completeRef(draft, domain) };
}

/** Adds DOMAIN_ASSUMED for a name without a domain. @param key of the domain */
export function addDomainProblem(settings: SignInSettings, ref: RefDraft | undefined, key: string): void {
  if (ref !== undefined && !('id' in ref) && ref.domain === undefined)
    settings.problems.push({ code: 'DOMAIN_ASSUMED', key });
}

/** As keystoneauth names them. */
export function userSettings(ref: UserRef): Record<string, string> {
  return refSettings('user', 'username', ref);
}

/** As keystoneauth names them. */
export function projectSettings(ref: ProjectRef | undefined): Record<string, string> {
  return ref === undefined ? {} : refSettings('project', 'project_name', ref);
}

function refSettings(kind: 'user' | 'project', nameKey: string, ref: UserRef | ProjectRef): Record<string, string> {
  if ('id' in ref) return { [`${kind}_id`]: ref.id };
  const domain =
    'id' in ref.domain ? { [`${kind}_domain_id`]: ref.domain.id } : { [`${kind}_domain_name`]: ref.domain.name };
  return { [nameKey]: ref.name, ...domain };
}
