import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import {
  shownProfile,
  type UnavailableReason,
  unavailableReasonOf,
} from '@/components/settings/app-credential/unavailable';
import { clearInputs, focusElement } from '@/components/settings/controls/form-elements';
import type { OpenWith } from '@/components/settings/use-form-cloud';
import type { CloudProfile } from '@/utils/clouds/profile';
import { isAppCredentialRefusal } from '@/utils/explain/next-step';
import type { CloudView, VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { type FormAction, type FormState, initialForm, reduceForm } from './form-state';
import { type FormDraft, newValues, valuesOf } from './form-values';
import {
  checkSubmission,
  matchPatternsOf,
  prepareSubmission,
  type Submission,
  type SubmitMode,
  sendNewPassword,
} from './submission';

/** The form of a cloud: its state, and what the user can do. */
export interface CloudFormController {
  /** its inputs hold the secrets */
  element: RefObject<HTMLFormElement | null>;
  state: FormState;
  dispatch(action: FormAction): void;
  /** call it inside a click: it may ask for host access */
  submit(mode: SubmitMode): void;
  retry(): void;
  /** changes an expired password, and saves; null: done */
  renewPassword(userId: string, password: string): Promise<Problem | null>;
  unavailableReason: UnavailableReason | null;
  /** for the chosen sign-in method; its field may stay empty */
  secretStored: boolean;
  preset: ReadonlySet<string>;
  /** null until known */
  vault: VaultView | null;
  /** the stored secret is */
  isEncryptedWithPassphrase: boolean;
}

/** The cloud to edit, and what the page knows. */
export interface CloudFormOptions {
  id: string;
  openWith?: OpenWith | undefined;
  /** null: not stored yet */
  view: CloudView | null;
  draft: FormDraft;
  usedColors: string[];
  /** null until known */
  vault: VaultView | null;
  onDirty(dirty: boolean): void;
  onSaved(profile: CloudProfile): void;
}

/** The form of one cloud; another cloud needs a component with another key. */
export function useCloudForm(options: CloudFormOptions): CloudFormController {
  const { view, draft, usedColors, vault } = options;
  const element = useRef<HTMLFormElement>(null);
  const { profile, unavailableReason, setRefused } = useShownProfile(view, options.openWith);
  const [state, dispatch] = useReducer(reduceForm, null, () =>
    initialForm(profile === undefined ? { ...newValues(usedColors), ...draft.fields } : valuesOf(profile)),
  );
  const sameMethod = profile?.signIn.method === state.values.method;
  const secretStored = sameMethod && unavailableReason === null && view?.hasCredential === true;

  useEffect(() => options.onDirty(state.dirty), [state.dirty]);
  useEffect(() => {
    const { error, dirty } = state;
    if (secretStored && !dirty && error !== null && isAppCredentialRefusal(error.problem)) setRefused();
  }, [state.errorCount]);
  // signing out or a refusal by the cloud can make it unavailable while the form is open
  useEffect(() => {
    if (unavailableReason !== null && profile !== undefined && !state.dirty)
      dispatch({ type: 'cloud-changed', values: valuesOf(profile) });
  }, [unavailableReason]);
  useFocusOnError(element, state);

  const submissions = useSubmissions({ options, element, state, dispatch, profile, secretStored });
  return {
    element,
    state,
    dispatch,
    ...submissions,
    unavailableReason,
    secretStored,
    preset: new Set(view?.preset),
    vault,
    isEncryptedWithPassphrase: profile?.remember === 'passphrase' && view?.hasCredential === true,
  };
}

function useShownProfile(view: CloudView | null, openWith: OpenWith | undefined) {
  const credentialId = view && 'id' in view.profile.signIn ? view.profile.signIn.id : null;
  const [refusedId, setRefusedId] = useState(openWith === 'credentialRefused' ? credentialId : null);
  const refused = refusedId !== null && refusedId === credentialId;
  const unavailableReason = view && unavailableReasonOf(view, Date.now(), refused);
  const profile = view === null ? undefined : shownProfile(view, unavailableReason);
  return { profile, unavailableReason, setRefused: () => setRefusedId(credentialId) };
}

function useFocusOnError(element: RefObject<HTMLFormElement | null>, { errorCount, invalid, error }: FormState): void {
  useLayoutEffect(() => {
    const field = Object.keys(invalid)[0] ?? error?.fields[0];
    if (errorCount > 0 && field !== undefined && element.current !== null) focusElement(element.current, field);
  }, [errorCount]);
}

interface SubmissionContext {
  options: CloudFormOptions;
  element: RefObject<HTMLFormElement | null>;
  state: FormState;
  dispatch(action: FormAction): void;
  profile: CloudProfile | undefined;
  secretStored: boolean;
}

function useSubmissions({ options, element, state, dispatch, profile, secretStored }: SubmissionContext) {
  const api = usePageApi();
  const lastMode = useRef<SubmitMode>('save');
  const { id, draft, vault, onSaved } = options;
  const { values, initialValues, working } = state;

  const submissionOf = (form: HTMLFormElement, mode: SubmitMode): Submission => ({
    ...{ form, mode, id, values, initialValues, profile, draft, vault, secretStored },
  });

  const submit = (mode: SubmitMode) => {
    if (element.current === null || working !== null) return;
    lastMode.current = mode;
    const submission = submissionOf(element.current, mode);
    const errors = checkSubmission(submission, api.matchPatternOf);
    if (Object.keys(errors).length > 0) return dispatch({ type: 'invalid', errors });
    const origins = matchPatternsOf(values, api);
    // before any await: the browser takes the request only inside the click
    const access = mode === 'save-untested' ? Promise.resolve(true) : api.requestAccess(origins);
    dispatch({ type: 'started', operation: mode === 'test' ? 'testing' : 'saving' });
    const send = prepareSubmission(api, submission);
    void access.then(async (granted) => {
      if (!granted) {
        const problem = { code: 'HOST_PERMISSION_MISSING', facts: { origins } } as const;
        return dispatch({ type: 'failed', problem, method: values.method, accessDenied: true });
      }
      const { action, saved } = await send();
      dispatch(action);
      if (saved !== undefined) onSaved(saved);
    });
  };

  const renewPassword = async (userId: string, password: string) => {
    const form = element.current;
    if (form === null) return null;
    const reply = await sendNewPassword(api, submissionOf(form, 'save'), userId, password);
    if (!reply.ok) return reply.problem;
    const { profile: saved, report, problem } = reply.value;
    clearInputs(form, 'password');
    dispatch({ type: 'saved', values: valuesOf(saved), report });
    if (problem !== null) dispatch({ type: 'failed', problem, method: values.method });
    onSaved(saved);
    return null;
  };

  return { submit, renewPassword, retry: () => submit(lastMode.current) };
}
