import type { ComponentChildren } from 'preact';
import { PolicyMark } from '@/components/settings/policy/policy-mark';
import type { CloudField } from '@/utils/explain/form-fields';
import { i18n } from '@/utils/i18n';
import type { SecretName, SignInTextFieldName } from '@/utils/sign-in/methods';
import { useForm } from './form-context';
import { FormErrorAlert } from './form-error-alert';
import { FORM_ERROR_ID, fieldId } from './form-ids';

interface FieldProps {
  /** passphrases have fields of their own */
  field: Exclude<CloudField, 'passphrase' | 'newPassphrase' | 'repeatPassphrase'>;
  hint?: string;
  children: (attributes: FieldAttributes) => ComponentChildren;
}

/** Attributes that join an input with its label, hint and error. */
export interface FieldAttributes {
  id: string;
  name: string;
  'aria-invalid': 'true' | undefined;
  'aria-errormessage': string | undefined;
  'aria-describedby': string | undefined;
  'aria-description': string | undefined;
  disabled: boolean;
}

/** Label, input, error and hint. The first field at fault also shows the form's error. */
export function Field({ field, hint, children }: FieldProps) {
  const { state, preset } = useForm();
  const isPreset = preset.has(field);
  const id = fieldId(field);
  const error = state.invalid[field];
  const isAtFault = state.error?.fields.includes(field) ?? false;
  const errorId = error !== undefined ? `${id}-error` : isAtFault ? FORM_ERROR_ID : undefined;
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div class="field">
      <label for={id}>
        {i18n.t(`settings.field.${field}`)}
        {isPreset && <PolicyMark silent />}
      </label>
      {children({
        id,
        name: field,
        'aria-invalid': errorId === undefined ? undefined : 'true',
        'aria-errormessage': errorId,
        'aria-describedby': [hintId, errorId].filter(Boolean).join(' ') || undefined,
        'aria-description': isPreset ? i18n.t('settings.policy.mark') : undefined,
        disabled: isPreset,
      })}
      {error !== undefined && (
        <p class="field-error" id={errorId}>
          {error}
        </p>
      )}
      {state.error?.fields[0] === field && <FormErrorAlert />}
      {hint !== undefined && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

type TextFieldName = SignInTextFieldName | 'name' | 'authUrl' | 'dashboardUrl' | 'region' | 'computeUrl';

interface TextFieldProps {
  field: TextFieldName;
  hint?: string;
  placeholder?: string;
  required?: boolean;
  inputMode?: 'url';
}

/** A field whose text is in the form's state. */
export function TextField({ field, hint, placeholder, required = false, inputMode }: TextFieldProps) {
  const { state, dispatch } = useForm();
  return (
    <Field field={field} {...(hint !== undefined && { hint })}>
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          value={state.values[field]}
          placeholder={placeholder}
          inputMode={inputMode}
          required={required}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => dispatch({ type: 'edit', change: { [field]: event.currentTarget.value } })}
        />
      )}
    </Field>
  );
}

/** A secret, which is in this input only, never in state. */
export function SecretField({ field }: { field: SecretName }) {
  const { dispatch, secretStored } = useForm();
  return (
    <Field field={field}>
      {(attributes) => (
        <input
          {...attributes}
          type="password"
          placeholder={secretStored ? i18n.t('settings.hint.secretStored') : undefined}
          required={!secretStored}
          autocomplete="off"
          onInput={() => dispatch({ type: 'typed-secret' })}
        />
      )}
    </Field>
  );
}

/** A passcode, which is in this input only, until it is sent once. */
export function PasscodeField() {
  const { dispatch } = useForm();
  return (
    <Field field="passcode" hint={i18n.t('settings.hint.passcode')}>
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          spellcheck={false}
          required
          onInput={() => dispatch({ type: 'typed-passcode' })}
        />
      )}
    </Field>
  );
}
