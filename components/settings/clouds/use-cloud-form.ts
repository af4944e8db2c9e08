import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { passcodeOf } from '@/components/passcode';
import {
  shownProfile,
  type UnavailableReason,
  unavailableReasonOf,
} from '@/components/settings/app-credential/unavailable';
import type { OpenWith } from '@/components/settings/use-target';
import { checkNewPassphrase, readNewPassphrase } from '@/components/settings/vault/new-passphrase';
import type { CloudProfile } from '@/utils/clouds/profile';
import { secretField } from '@/utils/explain/form-fields';
import { isRefusal } from '@/utils/explain/next-step';
import { i18n } from '@/utils/i18n';
import type { CloudView, VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { fieldId } from './form-ids';
import { type FormAction, type FormState, initialForm, reduceForm } from './form-state';
import { credentialOf, type FormDraft, newValues, profileOf, signInOfDraft, valuesOf } from './form-values';
import { freshValues } from './unchanged-fields';
import { validate } from './validate';

export type SubmitMode = 'save' | 'test' | 'save-untested';

export interface CloudForm {
  state: FormState;
  dispatch(action: FormAction): void;
  /** call it inside a click: it may have to ask for host permission */
  submit(mode: SubmitMode): void;
  /** changes a password that has expired, and saves; null: it was changed */
  renewPassword(userId: string, password: string): Promise<Problem | null>;
  /** the way of submitting that came to grief last */
  again(): void;
  /** why the credential that was made for this browser is not to be had any more; null: it is, or there is none */
  unavailableReason: UnavailableReason | null;
  /** a secret for the chosen way to sign in is stored, so its field may stay empty */
  secretStored: boolean;
  /** fields that an administrator has set */
  preset: ReadonlySet<string>;
  /** what is behind the passphrase; null until that is known */
  vault: VaultView | null;
  /** the stored secret is behind the passphrase */
  storedBehindPassphrase: boolean;
}

/** Which cloud a form is for, and who wants to know of it. */
export interface CloudFormOptions {
  id: string;
  /** what the person comes for */
  openWith?: OpenWith | undefined;
  /** null: a cloud that is not stored yet */
  view: CloudView | null;
  /** what is known of a cloud that is being added */
  draft: FormDraft;
  usedColors: string[];
  /** what is behind the passphrase; null until that is known */
  vault: VaultView | null;
  onDirty(dirty: boolean): void;
  onSaved(profile: CloudProfile): void;
}

/** One cloud's form: its fields, what is wrong with them, and saving. */
export function useCloudForm({
  id,
  openWith,
  view,
  draft,
  usedColors,
  vault,
  onDirty,
  onSaved,
}: CloudFormOptions): CloudForm {
  const api = usePageApi();
  const idInUse = view && 'id' in view.profile.signIn ? view.profile.signIn.id : null;
  /** the application credential that the cloud did not accept */
  const [refused, setRefused] = useState(openWith === 'refused' ? idInUse : null);
  const unavailableReason = view && unavailableReasonOf(view, Date.now(), refused !== null && refused === idInUse);
  const profile = view === null ? undefined : shownProfile(view, unavailableReason);
  const [state, dispatch] = useReducer(
    reduceForm,
    null,
    (): FormState =>
      initialForm(profile === undefined ? { ...newValues(usedColors), ...draft.fields } : valuesOf(profile)),
  );
  const storedBehindPassphrase = profile?.remember === 'passphrase' && view?.hasCredential === true;
  const lastMode = useRef<SubmitMode>('save');
  const sameMethod = profile?.signIn.method === state.values.method;
  const secretStored = sameMethod && unavailableReason === null && view?.hasCredential === true;

  useEffect(() => onDirty(state.dirty), [state.dirty]);
  useEffect(() => {
    const { trouble, dirty } = state;
    if (secretStored && !dirty && trouble !== null && isRefusal(trouble.problem)) setRefused(idInUse);
  }, [state.faults]);
  // It may have gone while the form was open: by signing out, or by a try that the cloud refused.
  useEffect(() => {
    if (unavailableReason !== null && profile !== undefined && !state.dirty)
      dispatch({ type: 'stored', values: valuesOf(profile) });
  }, [unavailableReason]);

  // The focus goes to the first field at fault, in the order of what is most likely wrong.
  useLayoutEffect(() => {
    if (state.faults === 0) return;
    const field = Object.keys(state.invalid)[0] ?? state.trouble?.fields[0];
    if (field !== undefined) document.getElementById(fieldId(field as Parameters<typeof fieldId>[0]))?.focus();
  }, [state.faults]);

  const submit = (mode: SubmitMode) => {
    if (state.working !== null) return;
    lastMode.current = mode;
    const { values } = state;
    const secretName = secretField(values.method);
    const input = secretName && (document.getElementById(fieldId(secretName)) as HTMLInputElement | null);
    const secret = input?.value ?? '';
    const methodChanged = profile !== undefined && !sameMethod;
    const once = document.getElementById(fieldId('passcode')) as HTMLInputElement | null;
    const passcode = passcodeOf(once?.value ?? '');
    const passcodeMissing = once !== null && passcode === '' && mode !== 'save-untested';
    const typed = { typed: secret !== '', stored: secretStored, methodChanged, passcodeMissing };
    const errors = validate(values, typed, api.originOf);
    const fresh = readNewPassphrase('field');
    const wanted = profileOf(values, id, profile, signInOfDraft(values, draft));
    const keeps = mode !== 'test' && wanted.remember === 'passphrase';
    const sets = keeps && vault?.exists === false;
    if (sets) Object.assign(errors, checkNewPassphrase(fresh.typed, fresh.repeated));
    if (keeps && vault?.locked) errors.passphrase = i18n.t('vault.unlockFirst');
    if (Object.keys(errors).length > 0) {
      dispatch({ type: 'invalid', errors });
      return;
    }
    const addresses = [values.authUrl, values.dashboardUrl, values.computeUrl].filter(
      (address) => address.trim() !== '',
    );
    const origins = [...new Set(addresses.map((address) => api.originOf(address)).filter((origin) => origin !== null))];
    // Before any await: the browser takes the request only inside the click. It asks nothing where access is granted.
    const access = mode === 'save-untested' ? Promise.resolve(true) : api.requestAccess(origins);
    dispatch({ type: 'work', on: mode === 'test' ? 'testing' : 'saving' });
    const credential = credentialOf(values.method, secret);
    // It is good once, right or wrong.
    if (once !== null) once.value = '';
    void access.then(async (granted) => {
      const { method } = values;
      if (!granted) {
        const problem = { code: 'HOST_PERMISSION_MISSING', facts: { origins } } as const;
        dispatch({ type: 'failed', problem, method, refused: true });
        return;
      }
      const request = {
        profile: wanted,
        ...(credential !== undefined && { credential }),
        ...(passcode !== '' && { passcode }),
      };
      if (mode === 'test') {
        const reply = await api.send('testCloud', request);
        if (reply.ok) dispatch({ type: 'tested', report: reply.value });
        else dispatch({ type: 'failed', problem: reply.problem, method });
        return;
      }
      const set = sets ? await api.send('setPassphrase', { passphrase: fresh.typed }) : null;
      if (set?.ok === false) {
        dispatch({ type: 'failed', problem: set.problem, method });
        return;
      }
      fresh.clear();
      const kept = profile === undefined ? wanted : await withFresh(profile, wanted);
      const reply = await api.send('saveCloud', { ...request, profile: kept, verify: mode === 'save' });
      if (!reply.ok) {
        dispatch({ type: 'failed', problem: reply.problem, method });
        return;
      }
      if (input !== null) input.value = '';
      dispatch({ type: 'saved', values: valuesOf(reply.value.profile), report: reply.value.report });
      onSaved(reply.value.profile);
    });
  };

  /** What the person left alone is saved as it is stored by now, not as it was when the form was opened. */
  const withFresh = async (before: CloudProfile, wanted: CloudProfile): Promise<CloudProfile> => {
    const reply = await api.send('listClouds', {});
    const present = reply.ok ? reply.value.find((one) => one.profile.id === id)?.profile : undefined;
    if (present === undefined) return wanted;
    const { values, opened } = state;
    return profileOf(freshValues(values, opened, present), id, { ...present, signIn: before.signIn });
  };

  const renewPassword = async (userId: string, password: string) => {
    const { values } = state;
    const input = document.getElementById(fieldId('password')) as HTMLInputElement | null;
    const credential = credentialOf('password', input?.value ?? '');
    const wanted = profileOf(values, id, profile, signInOfDraft(values, draft));
    const draftOf = { profile: wanted, ...(credential !== undefined && { credential }) };
    const reply = await api.send('changePassword', { cloudId: id, userId, password, draft: draftOf });
    if (!reply.ok) return reply.problem;
    const { profile: changed, report, problem } = reply.value;
    if (input !== null) input.value = '';
    dispatch({ type: 'saved', values: valuesOf(changed), report });
    if (problem !== null) dispatch({ type: 'failed', problem, method: values.method });
    onSaved(changed);
    return null;
  };

  return {
    state,
    dispatch,
    submit,
    renewPassword,
    again: () => submit(lastMode.current),
    unavailableReason,
    secretStored,
    preset: new Set(view?.preset),
    vault,
    storedBehindPassphrase,
  };
}
