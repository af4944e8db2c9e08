import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { clearInputs, focusElement, valueOfField } from '@/components/settings/controls/form-elements';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import {
  checkNewPassphrase,
  checkStrength,
  NEW_PASSPHRASE_FIELDS,
  NewPassphraseFields,
  type PassphraseErrors,
  PassphraseField,
} from './new-passphrase';

type Errors = PassphraseErrors & { current?: string };

/** Changes the passphrase, which removes the passkey; stored credentials are not encrypted again. */
export function ChangePassphrase({ hasPasskey }: { hasPasskey: boolean }) {
  const api = usePageApi();
  const [errors, setErrors] = useState<Errors>({});
  const [state, setState] = useState<'changing' | 'changed' | 'changedPasskey' | null>(null);

  const change = async (form: HTMLFormElement) => {
    if (state === 'changing') return;
    const showErrors = (found: Errors) => {
      setErrors(found);
      setState(null);
      focusElement(form, Object.keys(found)[0] ?? '');
    };
    const passphrase = valueOfField(form, 'current');
    if (passphrase === '') return showErrors({ current: i18n.t('settings.invalid.required') });
    const found = checkNewPassphrase(form);
    if (Object.keys(found).length > 0) return showErrors(found);
    setErrors({});
    setState('changing');
    const next = valueOfField(form, 'newPassphrase');
    const weak = await checkStrength(next);
    if (Object.keys(weak).length > 0) return showErrors(weak);
    const reply = await api.send('changePassphrase', { passphrase, next });
    if (!reply.ok) {
      const { sentence, nextStep } = explain(reply.problem);
      return showErrors({ current: `${sentence} ${nextStep}` });
    }
    clearInputs(form, 'current', ...NEW_PASSPHRASE_FIELDS);
    setState(hasPasskey ? 'changedPasskey' : 'changed');
  };

  return (
    <details class="change">
      <summary>{i18n.t('vault.change')}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void change(event.currentTarget);
        }}
      >
        <PassphraseField prefix="change" name="current" label={i18n.t('vault.current')} error={errors.current} />
        <NewPassphraseFields prefix="change" errors={errors} />
        <div class="buttons">
          <button type="submit" class="button" disabled={state === 'changing'}>
            {i18n.t('vault.changeNow')}
          </button>
          <p role="status" class={state === null || state === 'changing' ? 'form-status' : 'form-status done'}>
            {state === null ? '' : i18n.t(`vault.${state}`)}
          </p>
        </div>
      </form>
    </details>
  );
}
