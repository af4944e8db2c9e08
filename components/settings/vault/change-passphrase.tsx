import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import {
  checkNewPassphrase,
  NewPassphraseFields,
  type PassphraseErrors,
  PassphraseField,
  readNewPassphrase,
} from './new-passphrase';

const PREFIX = 'change';
const CURRENT = 'change-current';

/** Changes the passphrase; what is behind it stays as it is. */
export function ChangePassphrase() {
  const api = usePageApi();
  const [errors, setErrors] = useState<PassphraseErrors & { current?: string }>({});
  const [state, setState] = useState<'changing' | 'changed' | null>(null);

  /** Shows what is wrong, and goes there. */
  const refuse = (found: typeof errors, id: string) => {
    setErrors(found);
    setState(null);
    document.getElementById(id)?.focus();
  };

  const change = async () => {
    if (state === 'changing') return;
    const current = document.getElementById(CURRENT) as HTMLInputElement;
    const next = readNewPassphrase(PREFIX);
    if (current.value === '') return refuse({ current: i18n.t('settings.invalid.required') }, CURRENT);
    const found = checkNewPassphrase(next.typed, next.repeated);
    const [first] = Object.keys(found);
    if (first !== undefined) return refuse(found, `${PREFIX}-${first}`);
    setErrors({});
    setState('changing');
    const reply = await api.send('changePassphrase', { passphrase: current.value, next: next.typed });
    if (!reply.ok) {
      const { sentence, nextStep } = explain(reply.problem);
      return refuse({ current: `${sentence} ${nextStep}` }, CURRENT);
    }
    current.value = '';
    next.clear();
    setState('changed');
  };

  return (
    <details class="change">
      <summary>{i18n.t('vault.change')}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <PassphraseField id={CURRENT} label={i18n.t('vault.current')} error={errors.current} />
        <NewPassphraseFields prefix={PREFIX} errors={errors} />
        <div class="buttons">
          <button type="submit" class="button" disabled={state === 'changing'}>
            {i18n.t('vault.changeNow')}
          </button>
          <p role="status" class={state === 'changed' ? 'form-status done' : 'form-status'}>
            {state === null ? '' : i18n.t(`vault.${state}`)}
          </p>
        </div>
      </form>
    </details>
  );
}
