import type { DomainRef, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';
import { signInBeforeReplacement } from '@/utils/sign-in/issued';
import type { SignIn } from '@/utils/sign-in/methods';

const FIELDS = [
  'userName',
  'userDomain',
  'project',
  'projectDomain',
  'asksPasscode',
  'appCredId',
  'appCredName',
] as const;

/** As Keystone makes them, and nobody names a project. Source: openstack/keystone keystone/api/projects.py `post` */
const PROJECT_ID = /^[\da-f]{32}$/;

/** The fields that say how the person signs in. */
export interface SignInValues {
  method: SignIn['method'];
  userName: string;
  userDomain: string;
  project: string;
  projectDomain: string;
  /** the user signs in with a passcode too */
  asksPasscode: boolean;
  appCredId: string;
  /** instead of its id, with the user whose it is */
  appCredName: string;
}

/**
 * The fields of a stored way to sign in. References by id show the id. Where a credential of this browser's own took the
 * place of a password, those of the password are filled in as well: it is the way back.
 */
export function signInValues(signIn: SignIn): SignInValues {
  const typed = signInBeforeReplacement(signIn);
  const user = 'user' in typed ? typed.user : undefined;
  const project = 'project' in typed ? typed.project : undefined;
  return {
    method: signIn.method,
    userName: textOf(user),
    userDomain: user === undefined ? 'Default' : domainOf(user),
    project: textOf(project),
    projectDomain: projectDomainShown(project, user),
    asksPasscode: typed.method === 'password' && typed.passcode === true,
    appCredId: signIn.method === 'application_credential' && 'id' in signIn ? signIn.id : '',
    appCredName: signIn.method === 'application_credential' && 'name' in signIn ? signIn.name : '',
  };
}

/** The way to sign in that the fields describe. What was not touched keeps its form: a reference by id stays one. */
export function signInOf(values: SignInValues, before?: SignIn): SignIn {
  const { method } = values;
  for (const known of before === undefined ? [] : [before, signInBeforeReplacement(before)])
    if (known.method === method && sameSignIn(values, { ...signInValues(known), ...unseen(values) })) return known;
  const id = values.appCredId.trim();
  if (method === 'application_credential' && id !== '') return { method, id };
  const known = before && kept(values, signInBeforeReplacement(before));
  const typed = { name: values.userName.trim(), domain: { name: values.userDomain.trim() || 'Default' } };
  const user = known?.user ?? typed;
  if (method === 'application_credential') return { method, name: values.appCredName.trim(), user };
  const domain = 'domain' in user ? user.domain : typed.domain;
  const project = known?.project ?? projectOf(values, method === 'password' ? domain : { name: 'Default' });
  if (method === 'token' || method === 'horizon_session') return { method, ...project };
  return { method, user, ...project, ...(values.asksPasscode && { passcode: true }) };
}

/** The references of a stored way that were not touched. A project without a domain of its own goes with its user's. */
function kept(values: SignInValues, before: SignIn): { user?: UserRef; project?: { project: ProjectRef } } {
  const shown = signInValues(before);
  const isAsShown = (...fields: (keyof SignInValues)[]) => fields.every((field) => values[field] === shown[field]);
  const user = 'user' in before && isAsShown('userName', 'userDomain') ? before.user : undefined;
  const project = 'project' in before && isAsShown('project', 'projectDomain') ? before.project : undefined;
  const isWhole = project !== undefined && ('id' in project || shown.projectDomain !== '' || isAsShown('userDomain'));
  return { ...(user && { user }), ...(isWhole && { project: { project } }) };
}

/** The fields that the chosen way does not show. */
function unseen({ method, appCredId, appCredName }: SignInValues): Partial<SignInValues> {
  return method === 'application_credential' ? {} : { appCredId, appCredName };
}

/** Whether two forms say the same of signing in. */
export function sameSignIn(a: SignInValues, b: SignInValues): boolean {
  return FIELDS.every((field) => a[field] === b[field]);
}

function projectOf({ project, projectDomain }: SignInValues, fallback: DomainRef): { project?: ProjectRef } {
  const name = project.trim();
  const domain = projectDomain.trim();
  if (domain === '' && PROJECT_ID.test(name)) return { project: { id: name } };
  return name === '' ? {} : { project: { name, domain: domain === '' ? fallback : { name: domain } } };
}

function textOf(ref: UserRef | ProjectRef | undefined): string {
  if (ref === undefined) return '';
  return 'id' in ref ? ref.id : ref.name;
}

function domainText(domain: DomainRef): string {
  return 'id' in domain ? domain.id : domain.name;
}

function domainOf(ref: UserRef | ProjectRef): string {
  return 'id' in ref ? '' : domainText(ref.domain);
}

function projectDomainShown(project: ProjectRef | undefined, user: UserRef | undefined): string {
  if (project === undefined) return '';
  const domain = domainOf(project);
  return user !== undefined && domain === domainOf(user) ? '' : domain;
}
