import { type CloudField, fieldsOf } from '@/utils/explain/form-fields';
import type { SignInReport } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import type { SignIn } from '@/utils/sign-in/methods';
import type { FormValues } from './form-values';
import type { FieldErrors } from './validate';

/** A refused or failed sign-in, and the fields it points at. */
export interface FormError {
  problem: Problem;
  fields: CloudField[];
  /** the browser asked for access and the person said no */
  refused: boolean;
}

export interface FormState {
  values: FormValues;
  /** what stood in the fields before the person changed any */
  opened: FormValues;
  /** something differs from what is stored */
  dirty: boolean;
  invalid: FieldErrors;
  trouble: FormError | null;
  working: 'saving' | 'testing' | 'removing' | null;
  outcome: 'saved' | 'savedUntested' | 'testOk' | null;
  report: SignInReport | null;
  /** the cloud wants a passcode with what stands in the fields */
  passcodeAsked: boolean;
  /** counts errors shown: at each one the focus moves to the first field at fault */
  faults: number;
}

export type FormAction =
  | { type: 'edit'; change: Partial<FormValues> }
  | { type: 'typed-secret' }
  | { type: 'typed-passcode' }
  | { type: 'invalid'; errors: FieldErrors }
  | { type: 'work'; on: FormState['working'] }
  | { type: 'failed'; problem: Problem; method: SignIn['method']; refused?: boolean }
  | { type: 'tested'; report: SignInReport }
  | { type: 'saved'; values: FormValues; report: SignInReport | null }
  /** what is stored has changed by other means than this form's */
  | { type: 'stored'; values: FormValues };

/** @returns a form that shows these values, unchanged and with nothing to say. */
export function initialForm(values: FormValues): FormState {
  return {
    values,
    opened: values,
    dirty: false,
    invalid: {},
    trouble: null,
    working: null,
    outcome: null,
    report: null,
    passcodeAsked: false,
    faults: 0,
  };
}

/** The form's state machine: pure. */
export function reduceForm(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'edit': {
      const invalid = { ...state.invalid };
      for (const field of Object.keys(action.change)) delete invalid[field as CloudField];
      return { ...touched(state), invalid, values: { ...state.values, ...action.change } };
    }
    case 'typed-secret': {
      const { password: _, appCredSecret: __, token: ___, ...invalid } = state.invalid;
      return { ...touched(state), invalid };
    }
    case 'typed-passcode': {
      const { passcode: _, ...invalid } = state.invalid;
      return { ...state, invalid };
    }
    case 'invalid':
      return { ...state, invalid: action.errors, trouble: null, outcome: null, faults: state.faults + 1 };
    case 'work':
      return { ...state, working: action.on, invalid: {}, trouble: null, outcome: null, report: null };
    case 'failed': {
      const { problem, method, refused = false } = action;
      const { project, appCredId } = state.values;
      const fields = fieldsOf(problem, method, { project: project.trim() !== '', appCredId: appCredId.trim() !== '' });
      const passcodeAsked = fields[0] === 'passcode';
      return {
        ...state,
        working: null,
        trouble: { problem, fields, refused },
        passcodeAsked,
        faults: state.faults + 1,
      };
    }
    case 'tested':
      return { ...state, working: null, outcome: 'testOk', report: action.report, passcodeAsked: false };
    case 'stored':
      return { ...initialForm(action.values), faults: state.faults };
    case 'saved':
      return {
        ...state,
        values: action.values,
        opened: action.values,
        dirty: false,
        working: null,
        passcodeAsked: false,
        outcome: action.report === null ? 'savedUntested' : 'saved',
        report: action.report,
      };
  }
}

/**
 * An edit makes "Saved." untrue; an error stays until the next try, so that it can be read while mending. A passcode
 * belongs to what was sent before, not to what is typed now.
 */
function touched(state: FormState): FormState {
  return { ...state, dirty: true, outcome: null, report: null, passcodeAsked: false };
}
