import { passcodeOf } from '@/components/passcode';
import { clearInputs, inputNamed, valueOfField } from '@/components/settings/controls/form-elements';
import { checkNewPassphrase, checkStrength, NEW_PASSPHRASE_FIELDS } from '@/components/settings/vault/new-passphrase';
import type { CloudProfile } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Envelope, Request } from '@/utils/messaging/page-requests';
import type { VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { secretField, typedCredential } from '@/utils/sign-in/form-values';
import type { FormAction } from './form-state';
import { type FormDraft, type FormValues, profileOf, signInOfDraft, valuesOf } from './form-values';
import { mergeUnchanged } from './unchanged-fields';
import { type FieldErrors, validate } from './validate';

/** `save`: signs in, then saves; `test`: signs in only; `save-untested`: saves only */
export type SubmitMode = 'save' | 'test' | 'save-untested';

/** One attempt to save or test a cloud. */
export interface Submission {
  /** secrets are read from its inputs only */
  form: HTMLFormElement;
  mode: SubmitMode;
  id: string;
  values: FormValues;
  initialValues: FormValues;
  profile: CloudProfile | undefined;
  draft: FormDraft;
  vault: VaultView | null;
  secretStored: boolean;
}

/** What the form shows next, and the saved cloud. */
export interface SubmissionResult {
  action: FormAction;
  saved?: CloudProfile;
}

/** The match patterns of the http(s) URLs in the fields, each once. */
export function matchPatternsOf({ authUrl, dashboardUrl, computeUrl }: FormValues, api: PageApi): string[] {
  const urls = [authUrl, dashboardUrl, computeUrl].filter((url) => url.trim() !== '');
  return [...new Set(urls.map((url) => api.matchPatternOf(url)).filter((origin) => origin !== null))];
}

/** The errors that are found before sending. */
export function checkSubmission(submission: Submission, matchPatternOf: PageApi['matchPatternOf']): FieldErrors {
  const { form, mode, values, profile, vault, secretStored } = submission;
  const needsPasscode = inputNamed(form, 'passcode') !== null && mode !== 'save-untested';
  const secretState = {
    typed: secretIn(submission) !== '',
    stored: secretStored,
    methodChanged: profile !== undefined && profile.signIn.method !== values.method,
    passcodeMissing: needsPasscode && passcodeIn(submission) === '',
  };
  const errors = validate(values, secretState, matchPatternOf);
  if (setsPassphrase(submission)) Object.assign(errors, checkNewPassphrase(form));
  if (encryptsWithPassphrase(submission) && vault?.locked) errors.passphrase = i18n.t('vault.unlockFirst');
  return errors;
}

/** Reads the secrets, and clears the passcode, which is good for one attempt. @returns sends the form */
export function prepareSubmission(api: PageApi, submission: Submission): () => Promise<SubmissionResult> {
  const { form, mode, values } = submission;
  const credential = typedCredential(values.method, secretIn(submission));
  const passcode = passcodeIn(submission);
  const secrets = { ...(credential !== undefined && { credential }), ...(passcode !== '' && { passcode }) };
  const passphrase = setsPassphrase(submission) ? valueOfField(form, 'newPassphrase') : null;
  clearInputs(form, 'passcode');
  return mode === 'test'
    ? () => testCloud(api, submission, { profile: profileIn(submission), ...secrets })
    : () => saveCloud(api, submission, passphrase, secrets);
}

/** Changes an expired password on the cloud, and saves the form with the new one. */
export function sendNewPassword(
  api: PageApi,
  submission: Submission,
  userId: string,
  password: string,
): Promise<Envelope<'changePassword'>> {
  const credential = typedCredential('password', valueOfField(submission.form, 'password'));
  const unsaved = { profile: profileIn(submission), ...(credential !== undefined && { credential }) };
  return api.send('changePassword', { cloudId: submission.id, userId, password, draft: unsaved });
}

type Secrets = Pick<Request<'testCloud'>, 'credential' | 'passcode'>;

async function testCloud(
  api: PageApi,
  { values }: Submission,
  request: Request<'testCloud'>,
): Promise<SubmissionResult> {
  const reply = await api.send('testCloud', request);
  return { action: reply.ok ? { type: 'tested', report: reply.value } : failed(values, reply.problem) };
}

async function saveCloud(
  api: PageApi,
  submission: Submission,
  passphrase: string | null,
  secrets: Secrets,
): Promise<SubmissionResult> {
  const { form, mode, values } = submission;
  if (passphrase !== null) {
    const errors = await checkStrength(passphrase);
    if (Object.keys(errors).length > 0) return { action: { type: 'invalid', errors } };
    const set = await api.send('setPassphrase', { passphrase });
    if (!set.ok) return { action: failed(values, set.problem) };
    clearInputs(form, ...NEW_PASSPHRASE_FIELDS);
  }
  const profile = await mergeWithStored(api, submission);
  const reply = await api.send('saveCloud', { profile, ...secrets, verify: mode === 'save' });
  if (!reply.ok) return { action: failed(values, reply.problem) };
  clearInputs(form, secretField(values.method) ?? '');
  const { profile: saved, report } = reply.value;
  return { action: { type: 'saved', values: valuesOf(saved), report }, saved };
}

/** Fields that the user did not change keep the present stored value. */
async function mergeWithStored(api: PageApi, submission: Submission): Promise<CloudProfile> {
  const { id, values, initialValues, profile } = submission;
  if (profile === undefined) return profileIn(submission);
  const reply = await api.send('listClouds', {});
  const stored = reply.ok ? reply.value.find((cloud) => cloud.profile.id === id)?.profile : undefined;
  if (stored === undefined) return profileIn(submission);
  return profileOf(mergeUnchanged(values, initialValues, stored), id, { ...stored, signIn: profile.signIn });
}

function profileIn({ values, id, profile, draft }: Submission): CloudProfile {
  return profileOf(values, id, profile, signInOfDraft(values, draft));
}

function secretIn({ form, values }: Submission): string {
  return valueOfField(form, secretField(values.method) ?? '');
}

function passcodeIn({ form }: Submission): string {
  return passcodeOf(valueOfField(form, 'passcode'));
}

function encryptsWithPassphrase(submission: Submission): boolean {
  return submission.mode !== 'test' && profileIn(submission).remember === 'passphrase';
}

function setsPassphrase(submission: Submission): boolean {
  return encryptsWithPassphrase(submission) && submission.vault?.exists === false;
}

function failed({ method }: FormValues, problem: Problem): FormAction {
  return { type: 'failed', problem, method };
}
