import * as z from 'zod/mini';
import { addDomainProblem, completeRef, userSettings } from './file-refs';
import { typedUser, userValues } from './form-refs';
import { defineMethod } from './method';
import { projectRef, refText, syncedRef, syncedText, userRef } from './refs';

const issued = z.object({
  name: z.string(),
  userId: z.string(),
  userName: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  /** false: Keystone does not support them */
  hasAccessRules: z.boolean(),
  replaced: z.object({ user: userRef, project: z.optional(projectRef), passcode: z.optional(z.literal(true)) }),
  /** ms since the epoch; null: never */
  expiresAt: z.nullable(z.number()),
});
/** Created by the extension to replace a password. */
export type IssuedAppCredential = z.infer<typeof issued>;

const method = z.literal('application_credential');

/** https://docs.openstack.org/api-ref/identity/v3/#authenticating-with-an-application-credential */
export const applicationCredential = defineMethod({
  method: 'application_credential',
  signIn: z.union([
    // empty until the user completes a cloud of a policy
    z.object({ method, id: z.string(), issued: z.optional(issued) }),
    z.object({ method, name: z.string().check(z.minLength(1)), user: userRef }),
  ]),
  credential: z.object({ kind: method, secret: z.string().check(z.minLength(1)) }),
  synced: z.union([z.object({ method, id: syncedText }), z.object({ method, name: syncedText, user: syncedRef })]),
  incompleteSignIn: { method: 'application_credential', id: '' },
  hasOwnProject: true,
  identity: (signIn, { secret }) =>
    'id' in signIn
      ? { method: 'application_credential', id: signIn.id, secret }
      : { method: 'application_credential', name: signIn.name, user: signIn.user, secret },
  secretOwner: (signIn) => JSON.stringify('id' in signIn ? [signIn.id] : [signIn.name, signIn.user]),
  importComparedTexts: (signIn) =>
    'id' in signIn ? { credential: signIn.id } : { user: refText(signIn.user), credential: signIn.name },
  fileFormat: {
    authTypes: ['v3applicationcredential', 'application_credential'],
    keys: ['application_credential_id', 'application_credential_name', 'application_credential_secret'],
    isImpliedBy: (settings) =>
      settings.text('application_credential_id', 'application_credential_name') !== undefined &&
      settings.secret('password') === undefined,
    readSecret(settings) {
      const secret = settings.secret('application_credential_secret')?.trim();
      return secret ? { kind: 'application_credential', secret } : undefined;
    },
    readDraft(settings, { user }) {
      const id = settings.text('application_credential_id');
      const name = settings.text('application_credential_name');
      if (id === undefined && (name === undefined || user === undefined))
        settings.problems.push({ code: 'APP_CRED_ID_MISSING', key: 'application_credential_id' });
      if (id === undefined) addDomainProblem(settings, user, 'user_domain_name');
      return { ...(user && { user }), appCredId: id, appCredName: name };
    },
    completeDraft({ appCredId, appCredName, user }) {
      if (appCredId) return { method: 'application_credential', id: appCredId };
      return appCredName && user
        ? { method: 'application_credential', name: appCredName, user: completeRef(user) }
        : null;
    },
    signInSettings: (signIn) => ({
      entry: { auth_type: 'v3applicationcredential' },
      auth:
        'id' in signIn
          ? { application_credential_id: signIn.id }
          : { application_credential_name: signIn.name, ...userSettings(signIn.user) },
    }),
    secretSettings: ({ secret }) => ({ application_credential_secret: secret }),
  },
  form: {
    hint: 'applicationCredential',
    fields: [
      { name: 'appCredId' },
      { name: 'appCredSecret', kind: 'secret' },
      { name: 'appCredName', hint: 'appCredName', section: 'byName' },
      { name: 'userName', besideNext: true, section: 'byName' },
      { name: 'userDomain', initial: 'Default', section: 'byName' },
    ],
    fieldValuesOf: (signIn) =>
      'id' in signIn ? { appCredId: signIn.id } : { appCredName: signIn.name, ...userValues(signIn.user) },
    readSignIn(values, unchanged) {
      const id = values.appCredId.trim();
      return id === ''
        ? {
            method: 'application_credential',
            name: values.appCredName.trim(),
            user: unchanged.user ?? typedUser(values),
          }
        : { method: 'application_credential', id };
    },
    missingTextFields(values) {
      if (values.appCredId.trim() !== '') return [];
      if (values.appCredName.trim() === '') return ['appCredId'];
      return values.userName.trim() === '' ? ['userName'] : [];
    },
    credentialOf: (typed) => ({ kind: 'application_credential', secret: typed.trim() }),
    fieldsAtFault({ code }, values) {
      if (code !== 'INVALID_CREDENTIALS' && code !== 'APPLICATION_CREDENTIAL_INVALID') return undefined;
      return values.appCredId.trim() === ''
        ? ['appCredName', 'appCredSecret', 'userName', 'userDomain']
        : ['appCredId', 'appCredSecret'];
    },
  },
});
