import * as z from 'zod/mini';
import { addDomainProblem, completeProject, completeRef, projectSettings, userSettings } from './file-refs';
import { filledProjectFields, PROJECT_FIELDS, projectValues, readProject, typedUser, userValues } from './form-refs';
import { defineMethod, type SignInSettings } from './method';
import { projectRef, refText, syncedRef, userRef } from './refs';

const AUTH_TYPES = ['password', 'v3password', 'v2password'];

/** `passcode`: a second factor, at each sign-in. */
export const password = defineMethod({
  method: 'password',
  signIn: z.object({
    method: z.literal('password'),
    user: userRef,
    project: z.optional(projectRef),
    passcode: z.optional(z.literal(true)),
  }),
  credential: z.object({ kind: z.literal('password'), password: z.string().check(z.minLength(1)) }),
  synced: z.object({
    method: z.literal('password'),
    user: syncedRef,
    project: z.optional(syncedRef),
    passcode: z.optional(z.literal(true)),
  }),
  incompleteSignIn: { method: 'password', user: { name: '', domain: { name: 'Default' } } },
  identity: ({ user }, credential) => ({ method: 'password', user, password: credential.password }),
  secretOwner: ({ user }) => JSON.stringify(user),
  importComparedTexts: ({ user, project }) => ({ user: refText(user), project: refText(project) }),
  withUserDomain: (signIn, name) =>
    'id' in signIn.user ? signIn : { ...signIn, user: { name: signIn.user.name, domain: { name } } },
  fileFormat: {
    authTypes: [...AUTH_TYPES, 'v3totp', 'v3multifactor'],
    keys: ['password'],
    accepts(settings, authType) {
      if (authType === 'v3totp') return acceptsPasscode(settings);
      return authType !== 'v3multifactor' || acceptsFactors(settings);
    },
    readSecret(settings) {
      const value = settings.secret('password');
      return value === undefined ? undefined : { kind: 'password', password: value };
    },
    readDraft(settings, { user, project }) {
      if (user === undefined) settings.problems.push({ code: 'USER_MISSING', key: 'username' });
      addDomainProblem(settings, user, 'user_domain_name');
      if (user !== undefined && 'id' in user) addDomainProblem(settings, project, 'project_domain_name');
      return {
        ...(user && { user }),
        ...(project && { project }),
        ...(asksPasscode(settings) && { passcode: true as const }),
      };
    },
    completeDraft({ user: draft, project, passcode }) {
      const user = draft && completeRef(draft);
      return user === undefined
        ? null
        : { method: 'password', user, ...completeProject(project, user), ...(passcode && { passcode }) };
    },
    signInSettings: ({ user, project, passcode }) => ({
      entry: passcode
        ? { auth_type: 'v3multifactor', auth_methods: ['v3password', 'v3totp'] }
        : { auth_type: 'password' },
      auth: { ...userSettings(user), ...projectSettings(project) },
    }),
    secretSettings: (credential) => ({ password: credential.password }),
  },
  form: {
    fields: [
      { name: 'userName', required: true, besideNext: true },
      { name: 'userDomain', initial: 'Default' },
      { name: 'password', kind: 'secret' },
      { name: 'passcode', kind: 'passcode' },
      ...PROJECT_FIELDS,
    ],
    fieldValuesOf: ({ user, project, passcode }) => ({
      ...userValues(user),
      ...projectValues(project, user),
      asksPasscode: passcode === true,
    }),
    readSignIn(values, unchanged) {
      const user = unchanged.user ?? typedUser(values);
      const { domain } = 'domain' in user ? user : typedUser(values);
      return {
        method: 'password',
        user,
        ...readProject(values, unchanged, domain),
        ...(values.asksPasscode && { passcode: true as const }),
      };
    },
    credentialOf: (typed) => ({ kind: 'password', password: typed }),
    // 401 also means a wrong domain or project, or a missing role
    // (https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization).
    fieldsAtFault({ code }, values) {
      if (code === 'USER_DISABLED') return ['userName'];
      if (code === 'PROJECT_UNAVAILABLE') return filledProjectFields(values);
      return code === 'INVALID_CREDENTIALS'
        ? ['password', 'userName', 'userDomain', ...filledProjectFields(values)]
        : undefined;
    },
  },
});

function asksPasscode(settings: SignInSettings): boolean {
  const authType = settings.text('auth_type', 'auth_plugin')?.toLowerCase();
  return authType === 'v3totp' || (authType === 'v3multifactor' && factorsOf(settings).includes('v3totp'));
}

function acceptsPasscode(settings: SignInSettings): boolean {
  const hasPassword = settings.secret('password') !== undefined;
  settings.problems.push({ code: hasPassword ? 'PASSCODE_NEEDED' : 'PASSCODE_WITHOUT_PASSWORD' });
  return hasPassword;
}

function acceptsFactors(settings: SignInSettings): boolean {
  const [first = '', ...others] = factorsOf(settings).filter((factor) => factor !== 'v3totp');
  if (!AUTH_TYPES.includes(first) || others.length > 0) {
    const value = settings.text('auth_type', 'auth_plugin');
    settings.problems.push({ code: 'AUTH_TYPE_UNSUPPORTED', key: 'auth_type', ...(value !== undefined && { value }) });
    return false;
  }
  if (asksPasscode(settings)) settings.problems.push({ code: 'PASSCODE_NEEDED' });
  return true;
}

function factorsOf(settings: SignInSettings): string[] {
  return settings.list('auth_methods').map((factor) => factor.toLowerCase());
}
