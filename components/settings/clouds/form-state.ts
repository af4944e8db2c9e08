import { type CloudField, fieldsAtFault } from '@/utils/explain/form-fields';
import type { SignInReport } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { secretField } from '@/utils/sign-in/form-values';
import type { SignInMethodName } from '@/utils/sign-in/methods';
import type { FormValues } from './form-values';
import type { FieldErrors } from './validate';

/** A refused or failed sign-in, and the fields that may have caused it. */
export interface FormError {
  problem: Problem;
  fields: CloudField[];
  accessDenied: boolean;
}

/** What the form shows, without secrets. */
export interface FormState {
  values: FormValues;
  initialValues: FormValues;
  dirty: boolean;
  invalid: FieldErrors;
  error: FormError | null;
  working: 'saving' | 'testing' | 'removing' | null;
  outcome: 'saved' | 'savedUntested' | 'testOk' | null;
  report: SignInReport | null;
  cloudAskedPasscode: boolean;
  /** each error moves the focus to the first field at fault */
  errorCount: number;
}

/** An event for {@link reduceForm}, without secrets. */
export type FormAction =
  | { type: 'edit'; change: Partial<FormValues> }
  | { type: 'typed-secret' }
  | { type: 'typed-passcode' }
  | { type: 'invalid'; errors: FieldErrors }
  | { type: 'started'; operation: FormState['working'] }
  | { type: 'failed'; problem: Problem; method: SignInMethodName; accessDenied?: boolean }
  | { type: 'tested'; report: SignInReport }
  | { type: 'saved'; values: FormValues; report: SignInReport | null }
  | { type: 'cloud-changed'; values: FormValues };

/** An unchanged form. */
export function initialForm(values: FormValues): FormState {
  return {
    values,
    initialValues: values,
    dirty: false,
    invalid: {},
    error: null,
    working: null,
    outcome: null,
    report: null,
    cloudAskedPasscode: false,
    errorCount: 0,
  };
}

/** The next state. An edit removes the error of its field only. */
export function reduceForm(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'edit': {
      const invalid = { ...state.invalid };
      for (const field of Object.keys(action.change)) delete invalid[field as CloudField];
      return { ...afterEdit(state), invalid, values: { ...state.values, ...action.change } };
    }
    case 'typed-secret': {
      const invalid = { ...state.invalid };
      const field = secretField(state.values.method);
      if (field !== null) delete invalid[field];
      return { ...afterEdit(state), invalid };
    }
    case 'typed-passcode': {
      const { passcode: _, ...invalid } = state.invalid;
      return { ...state, invalid };
    }
    case 'invalid':
      return {
        ...{ ...state, working: null, invalid: action.errors, error: null, outcome: null },
        errorCount: state.errorCount + 1,
      };
    case 'started':
      return { ...state, working: action.operation, invalid: {}, error: null, outcome: null, report: null };
    case 'failed': {
      const { problem, method, accessDenied = false } = action;
      const fields = fieldsAtFault(problem, method, state.values);
      const cloudAskedPasscode = fields[0] === 'passcode';
      return {
        ...state,
        working: null,
        error: { problem, fields, accessDenied },
        cloudAskedPasscode,
        errorCount: state.errorCount + 1,
      };
    }
    case 'tested':
      return { ...state, working: null, outcome: 'testOk', report: action.report, cloudAskedPasscode: false };
    case 'cloud-changed':
      return { ...initialForm(action.values), errorCount: state.errorCount };
    case 'saved':
      return {
        ...state,
        values: action.values,
        initialValues: action.values,
        dirty: false,
        working: null,
        cloudAskedPasscode: false,
        outcome: action.report === null ? 'savedUntested' : 'saved',
        report: action.report,
      };
  }
}

/** An edit makes "Saved." untrue; an error can be read until the next attempt. */
function afterEdit(state: FormState): FormState {
  return { ...state, dirty: true, outcome: null, report: null, cloudAskedPasscode: false };
}
