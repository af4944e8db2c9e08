import { useState } from 'preact/hooks';
import { Field, PasscodeField, SecretField, TextField } from '@/components/settings/clouds/field';
import { useForm } from '@/components/settings/clouds/form-context';
import { i18n } from '@/utils/i18n';
import { type SignInField, type SignInMethodName, signInMethod, signInMethods } from '@/utils/sign-in/methods';

/** The sign-in method, and the fields that it declares. */
export function SignInFields() {
  const { state, dispatch } = useForm();
  const { method } = state.values;
  const { hint, fields } = signInMethod(method).form;
  return (
    <section class="section">
      <h2>{i18n.t('settings.section.signIn')}</h2>
      <Field field="method" {...(hint !== undefined && { hint: i18n.t(`settings.hint.${hint}`) })}>
        {(attributes) => (
          <select
            {...attributes}
            value={method}
            onChange={(event) =>
              dispatch({ type: 'edit', change: { method: event.currentTarget.value as SignInMethodName } })
            }
          >
            {signInMethods.map(({ method: name }) => (
              <option key={name} value={name}>
                {i18n.t(`settings.method.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {/* The key gives each method inputs of its own, so that a secret is never sent as another method's. */}
      <MethodFields key={method} fields={fields} />
    </section>
  );
}

type SectionName = Extract<SignInField, { section: string }>['section'];

function MethodFields({ fields }: { fields: readonly SignInField[] }) {
  const sections = new Set(fields.map(sectionOf).filter((section) => section !== undefined));
  return (
    <>
      <FieldRows fields={fields.filter((field) => sectionOf(field) === undefined)} />
      {[...sections].map((section) => (
        <FieldsSection
          key={section}
          section={section}
          fields={fields.filter((field) => sectionOf(field) === section)}
        />
      ))}
    </>
  );
}

/** Fields that few users need; open where one of them has a value or an error. */
function FieldsSection({ section, fields }: { section: SectionName; fields: readonly SignInField[] }) {
  const { values, error, invalid } = useForm().state;
  const [first] = fields;
  const [open, setOpen] = useState(first !== undefined && !('kind' in first) && values[first.name] !== '');
  const hasError = fields.some(({ name }) => invalid[name] !== undefined || error?.fields.includes(name));
  return (
    <details
      class="section"
      open={open || hasError}
      onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>{i18n.t(`settings.section.${section}`)}</summary>
      <FieldRows fields={fields} />
    </details>
  );
}

function FieldRows({ fields }: { fields: readonly SignInField[] }) {
  return fields.map((field, index) => {
    const [before, next] = [fields[index - 1], fields[index + 1]];
    if (before !== undefined && 'besideNext' in before) return null;
    if (!('besideNext' in field) || next === undefined) return <OneField key={field.name} field={field} />;
    return (
      <div key={field.name} class="pair">
        <OneField field={field} />
        <OneField field={next} />
      </div>
    );
  });
}

function OneField({ field }: { field: SignInField }) {
  if ('kind' in field) return field.kind === 'secret' ? <SecretField field={field.name} /> : <PasscodeFields />;
  const hint = 'hint' in field ? i18n.t(`settings.hint.${field.hint}`) : undefined;
  return <TextField field={field.name} required={'required' in field} {...(hint !== undefined && { hint })} />;
}

function PasscodeFields() {
  const { state, dispatch } = useForm();
  const { asksPasscode } = state.values;
  return (
    <>
      <div class="field check">
        <input
          id="field-asks-passcode"
          type="checkbox"
          checked={asksPasscode}
          aria-describedby="field-asks-passcode-hint"
          onChange={(event) => dispatch({ type: 'edit', change: { asksPasscode: event.currentTarget.checked } })}
        />
        <label for="field-asks-passcode">{i18n.t('settings.field.asksPasscode')}</label>
        <p class="hint" id="field-asks-passcode-hint">
          {i18n.t('settings.hint.asksPasscode')}
        </p>
      </div>
      {(asksPasscode || state.cloudAskedPasscode) && <PasscodeField />}
    </>
  );
}

function sectionOf(field: SignInField): SectionName | undefined {
  return 'section' in field ? field.section : undefined;
}
