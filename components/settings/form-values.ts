import { SWATCHES } from '@/components/cloud-color';
import type { CloudProfile, DomainRef, ProjectRef, Remember, SignIn, UserRef } from '@/utils/clouds/profile';
import type { Credential } from '@/utils/vault/credential';

/** What stands in the fields, but for secrets: those live in their password fields only, until they are sent. */
export interface FormValues {
  name: string;
  authUrl: string;
  dashboardUrl: string;
  method: SignIn['method'];
  userName: string;
  userDomain: string;
  project: string;
  projectDomain: string;
  appCredId: string;
  interface: CloudProfile['interface'];
  /** the one to begin with; with others behind commas only those are offered */
  region: string;
  computeUrl: string;
  color: string;
  production: boolean;
  remember: Remember;
}

/** What is known of a cloud that is being added. */
export interface FormDraft {
  fields: Partial<FormValues>;
  /** the same with ids, where they are known: it holds for as long as the person leaves the fields as they are */
  signIn: SignIn | null;
}

export const NO_DRAFT: FormDraft = { fields: {}, signIn: null };

/** The sign-in of a draft, where the fields still say the same. */
export function signInOfDraft(values: FormValues, { fields, signIn }: FormDraft): SignIn | undefined {
  const untouched = signIn?.method === values.method && sameSignIn(values, { ...newValues([]), ...fields });
  return untouched ? signIn : undefined;
}

/** The fields of a cloud that is not there yet, in a colour that no other has. */
export function newValues(usedColors: string[]): FormValues {
  const free = SWATCHES.find(({ color }) => !usedColors.includes(color)) ?? SWATCHES[0];
  return {
    name: '',
    authUrl: '',
    dashboardUrl: '',
    method: 'password',
    userName: '',
    userDomain: 'Default',
    project: '',
    projectDomain: '',
    appCredId: '',
    interface: 'public',
    region: '',
    computeUrl: '',
    color: free.color,
    production: false,
    remember: 'session',
  };
}

/** The fields of a stored cloud. References by id show the id. */
export function valuesOf(profile: CloudProfile): FormValues {
  const { signIn } = profile;
  const user = signIn.method === 'password' ? signIn.user : undefined;
  const project = signIn.method === 'application_credential' ? undefined : signIn.project;
  return {
    ...newValues([]),
    name: profile.name,
    authUrl: profile.authUrl,
    dashboardUrl: profile.dashboardUrl ?? '',
    method: signIn.method,
    userName: textOf(user),
    userDomain: user === undefined ? 'Default' : domainOf(user),
    project: textOf(project),
    projectDomain: projectDomainShown(project, user),
    appCredId: signIn.method === 'application_credential' ? signIn.id : '',
    interface: profile.interface,
    region: regionText(profile),
    computeUrl: profile.computeUrl ?? '',
    color: profile.color,
    production: profile.production,
    remember: profile.remember,
  };
}

/** The profile that the fields describe. What was not touched keeps its form: a reference by id stays one. */
export function profileOf(values: FormValues, id: string, before?: CloudProfile, known?: SignIn): CloudProfile {
  const dashboardUrl = values.dashboardUrl.trim();
  const computeUrl = values.computeUrl.trim();
  return {
    id,
    name: values.name.trim(),
    authUrl: values.authUrl.trim(),
    ...(dashboardUrl !== '' && { dashboardUrl }),
    color: values.color,
    production: values.production,
    interface: values.interface,
    ...regionsOf(values, before),
    ...(computeUrl !== '' && { computeUrl }),
    signIn: known ?? signInOf(values, before),
    remember: values.remember,
  };
}

/** The credential that a typed secret makes; undefined where none was typed, so that the stored one is kept. */
export function credentialOf(method: SignIn['method'], secret: string): Credential | undefined {
  if (secret === '') return undefined;
  if (method === 'password') return { kind: 'password', password: secret };
  if (method === 'token') return { kind: 'token', token: secret.trim() };
  return { kind: 'application_credential', secret: secret.trim() };
}

function signInOf(values: FormValues, before: CloudProfile | undefined): SignIn {
  if (values.method === 'application_credential') return { method: values.method, id: values.appCredId.trim() };
  if (before?.signIn.method === values.method && sameSignIn(values, valuesOf(before))) return before.signIn;
  const userDomain = { name: values.userDomain.trim() || 'Default' };
  const projectDomain = values.projectDomain.trim();
  const name = values.project.trim();
  const fallback = values.method === 'password' ? userDomain : { name: 'Default' };
  const domain = projectDomain === '' ? fallback : { name: projectDomain };
  const project = name === '' ? {} : { project: { name, domain } };
  if (values.method === 'token') return { method: 'token', ...project };
  return { method: 'password', user: { name: values.userName.trim(), domain: userDomain }, ...project };
}

/** What the field says of regions; names with commas in them are left as they were. */
function regionsOf({ region: text }: FormValues, before?: CloudProfile): Pick<CloudProfile, 'region' | 'regions'> {
  if (before !== undefined && text === regionText(before)) {
    const { region, regions } = before;
    return { ...(region !== undefined && { region }), ...(regions !== undefined && { regions }) };
  }
  const regions = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  const [region] = regions;
  return { ...(region !== undefined && { region }), ...(regions.length > 1 && { regions }) };
}

function regionText({ region = '', regions = [] }: Pick<CloudProfile, 'region' | 'regions'>): string {
  return [...new Set([region, ...regions])].filter((name) => name !== '').join(', ');
}

function sameSignIn(a: FormValues, b: FormValues): boolean {
  return (['userName', 'userDomain', 'project', 'projectDomain'] as const).every((field) => a[field] === b[field]);
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
