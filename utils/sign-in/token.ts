import * as z from 'zod/mini';
import { addDomainProblem, completeProject, completeRef, projectSettings } from './file-refs';
import {
  DEFAULT_DOMAIN,
  filledProjectFields,
  PROJECT_FIELDS_WITHOUT_USER,
  projectValues,
  readProject,
} from './form-refs';
import { defineMethod } from './method';
import { projectRef, refText, syncedRef } from './refs';

/** A pasted token; not revoked at sign-out. */
export const token = defineMethod({
  method: 'token',
  signIn: z.object({ method: z.literal('token'), project: z.optional(projectRef) }),
  credential: z.object({ kind: z.literal('token'), token: z.string().check(z.minLength(1)) }),
  synced: z.object({ method: z.literal('token'), project: z.optional(syncedRef) }),
  incompleteSignIn: { method: 'token' },
  sendsToken: true,
  identity: (_, credential) => ({ method: 'token', token: credential.token }),
  secretOwner: () => '',
  importComparedTexts: ({ project }) => ({ project: refText(project) }),
  fileFormat: {
    authTypes: ['token', 'v3token', 'v2token'],
    keys: ['token'],
    isImpliedBy: (settings) =>
      settings.text('username', 'user_name', 'user_id') === undefined && settings.secret('token') !== undefined,
    readSecret(settings) {
      const value = settings.secret('token')?.trim();
      return value ? { kind: 'token', token: value } : undefined;
    },
    readDraft(settings, { project }) {
      addDomainProblem(settings, project, 'project_domain_name');
      return { ...(project && { project }) };
    },
    completeDraft: ({ project, user }) => ({ method: 'token', ...completeProject(project, user && completeRef(user)) }),
    signInSettings: ({ project }) => ({ entry: { auth_type: 'v3token' }, auth: projectSettings(project) }),
    secretSettings: (credential) => ({ token: credential.token }),
  },
  form: {
    hint: 'token',
    fields: [{ name: 'token', kind: 'secret' }, ...PROJECT_FIELDS_WITHOUT_USER],
    fieldValuesOf: ({ project }) => projectValues(project),
    readSignIn: (values, unchanged) => ({ method: 'token', ...readProject(values, unchanged, DEFAULT_DOMAIN) }),
    credentialOf: (typed) => ({ kind: 'token', token: typed.trim() }),
    fieldsAtFault({ code }, values) {
      if (code === 'TOKEN_INVALID') return ['token'];
      return code === 'INVALID_CREDENTIALS' ? ['token', ...filledProjectFields(values)] : undefined;
    },
  },
});
