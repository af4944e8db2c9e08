import type { DomainRef, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';
import type { UnchangedRefs } from './method';
import { domainText } from './refs';

/** Default domain: the user's. */
export const PROJECT_FIELDS = [
  { name: 'project', hint: 'project', besideNext: true },
  { name: 'projectDomain', hint: 'projectDomain' },
] as const;

/** Default domain: `Default`. */
export const PROJECT_FIELDS_WITHOUT_USER = [
  { name: 'project', hint: 'project', besideNext: true },
  { name: 'projectDomain', hint: 'tokenProjectDomain' },
] as const;

/** As `keystone-manage bootstrap` names it. */
export const DEFAULT_DOMAIN: DomainRef = { name: 'Default' };

/** Source: openstack/keystone keystone/api/projects.py `post` */
const PROJECT_ID = /^[\da-f]{32}$/;

interface UserValues {
  userName: string;
  userDomain: string;
}

interface ProjectValues {
  project: string;
  projectDomain: string;
}

/** An id is shown as the name, without a domain. */
export function userValues(user: UserRef): UserValues {
  return { userName: idOrName(user), userDomain: domainTextOf(user) };
}

/** Its domain is empty where it is the user's. */
export function projectValues(project: ProjectRef | undefined, user?: UserRef): ProjectValues {
  if (project === undefined) return { project: '', projectDomain: '' };
  const domain = domainTextOf(project);
  return {
    project: idOrName(project),
    projectDomain: user !== undefined && domain === domainTextOf(user) ? '' : domain,
  };
}

/** Default domain: `Default`. */
export function typedUser({ userName, userDomain }: UserValues): { name: string; domain: DomainRef } {
  return { name: userName.trim(), domain: { name: userDomain.trim() || 'Default' } };
}

/** `domain`: the default. Text without a domain may be an id. */
export function readProject(
  values: ProjectValues,
  unchanged: UnchangedRefs,
  domain: DomainRef,
): { project?: ProjectRef } {
  if (unchanged.project !== undefined) return { project: unchanged.project };
  const name = values.project.trim();
  const domainName = values.projectDomain.trim();
  if (domainName === '' && PROJECT_ID.test(name)) return { project: { id: name } };
  return name === '' ? {} : { project: { name, domain: domainName === '' ? domain : { name: domainName } } };
}

/** A 401 may be about these. */
export function filledProjectFields({ project }: ProjectValues): ('project' | 'projectDomain')[] {
  return project.trim() === '' ? [] : ['project', 'projectDomain'];
}

function idOrName(ref: UserRef | ProjectRef): string {
  return 'id' in ref ? ref.id : ref.name;
}

function domainTextOf(ref: UserRef | ProjectRef): string {
  return 'id' in ref ? '' : domainText(ref.domain);
}
