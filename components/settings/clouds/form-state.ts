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
  /** the user denied the browser's request for access */
  accessDenied: boolean;
}

/** All that the form of a cloud shows, but for secrets. */
export interface FormState {
  values: FormValues;
  /** the values before the user changed any */
  initialValues: FormValues;
  /** something differs from what is stored */
  dirty: boolean;
  invalid: FieldErrors;
  error: FormError | null;
  working: 'saving' | 'testing' | 'removing' | null;
  outcome: 'saved' | 'savedUntested' | 'testOk' | null;
  report: SignInReport | null;
  /** the cloud asked for a passcode with these values */
  cloudAskedPasscode: boolean;
  /** errors shown so far: at each one the focus moves to the first field at fault */
  errorCount: number;
}

/** An event for {@link reduceForm}. It carries no secret: those stay in their inputs. */
export type FormAction =
  | { type: 'edit'; change: Partial<FormValues> }
  | { type: 'typed-secret' }
  | { type: 'typed-passcode' }
  | { type: 'invalid'; errors: FieldErrors }
  | { type: 'work'; on: FormState['working'] }
  | { type: 'failed'; problem: Problem; method: SignInMethodName; accessDenied?: boolean }
  | { type: 'tested'; report: SignInReport }
  | { type: 'saved'; values: FormValues; report: SignInReport | null }
  /** the stored cloud has changed by other means */
  | { type: 'stored'; values: FormValues };

/** A form that nobody has changed. */
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

/** The next state of the form. An edit removes the error of its own field only. */
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
      return { ...state, invalid: action.errors, error: null, outcome: null, errorCount: state.errorCount + 1 };
    case 'work':
      return { ...state, working: action.on, invalid: {}, error: null, outcome: null, report: null };
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
    case 'stored':
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

/** An edit makes "Saved." untrue. An error stays until the next attempt, to be read while correcting it. */
function afterEdit(state: FormState): FormState {
  return { ...state, dirty: true, outcome: null, report: null, cloudAskedPasscode: false };
}
