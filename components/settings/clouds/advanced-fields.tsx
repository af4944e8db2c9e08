import { useState } from 'preact/hooks';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudField } from '@/utils/explain/form-fields';
import { i18n } from '@/utils/i18n';
import { Field, TextField } from './field';
import { useForm } from './form-context';

const ADVANCED_FIELDS: CloudField[] = ['interface', 'region', 'computeUrl'];
const INTERFACES: CloudProfile['interface'][] = ['public', 'internal', 'admin'];

/** Fields that few users need; open where one has a value or an error. */
export function AdvancedFields() {
  const { state, dispatch } = useForm();
  const { values, error } = state;
  const [open, setOpen] = useState(values.interface !== 'public' || values.region !== '' || values.computeUrl !== '');
  const hasError = ADVANCED_FIELDS.some((field) => error?.fields.includes(field) || state.invalid[field] !== undefined);
  return (
    <details
      class="section"
      open={open || hasError}
      onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>{i18n.t('settings.section.advanced')}</summary>
      <div class="pair">
        <Field field="interface" hint={i18n.t('settings.hint.interface')}>
          {(attributes) => (
            <select
              {...attributes}
              value={values.interface}
              onChange={(event) => {
                const value = event.currentTarget.value as CloudProfile['interface'];
                dispatch({ type: 'edit', change: { interface: value } });
              }}
            >
              {INTERFACES.map((value) => (
                <option key={value} value={value}>
                  {i18n.t(`settings.interface.${value}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField field="region" hint={i18n.t('settings.hint.region')} />
      </div>
      <TextField
        field="computeUrl"
        inputMode="url"
        placeholder="https://nova.example.org:8774/v2.1"
        hint={i18n.t('settings.hint.computeUrl')}
      />
    </details>
  );
}
