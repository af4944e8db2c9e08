import * as z from 'zod/mini';
import {
  DEFAULT_DOMAIN,
  filledProjectFields,
  PROJECT_FIELDS_WITHOUT_USER,
  projectValues,
  readProject,
} from './form-refs';
import { defineMethod } from './method';
import { projectRef, refText, syncedRef } from './refs';

/** The token of the user's dashboard session. */
export const dashboardSession = defineMethod({
  method: 'horizon_session',
  signIn: z.object({ method: z.literal('horizon_session'), project: z.optional(projectRef) }),
  // no secret: the origin of the dashboard
  credential: z.object({ kind: z.literal('horizon_session'), dashboard: z.string().check(z.minLength(1)) }),
  synced: z.object({ method: z.literal('horizon_session'), project: z.optional(syncedRef) }),
  incompleteSignIn: { method: 'horizon_session' },
  sendsToken: true,
  secretOwner: (_, dashboardOrigin) => dashboardOrigin,
  importComparedTexts: ({ project }) => ({ project: refText(project) }),
  fileFormat: null,
  form: {
    hint: 'horizonSession',
    needsDashboard: true,
    fields: PROJECT_FIELDS_WITHOUT_USER,
    fieldValuesOf: ({ project }) => projectValues(project),
    readSignIn: (values, unchanged) => ({
      method: 'horizon_session',
      ...readProject(values, unchanged, DEFAULT_DOMAIN),
    }),
    credentialOf: () => undefined,
    fieldsAtFault({ code, facts }, values) {
      // the dashboard did not answer
      if ((code === 'NETWORK' || code === 'TIMEOUT') && facts.service === undefined) return ['dashboardUrl'];
      if (code === 'PROJECT_UNAVAILABLE') return filledProjectFields(values);
      return code === 'INVALID_CREDENTIALS' ? [] : undefined;
    },
  },
});

/** Whether this is the cloud's sign-in method. */
export function usesDashboardSession({ signIn }: { signIn: { method: string } }): boolean {
  return signIn.method === dashboardSession.method;
}
