import './secret-answer.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/problems/problem';

interface Props {
  /** takes the focus when it appears */
  focus: boolean;
  /** sends it once; null: it was taken */
  change(password: string): Promise<Problem | null>;
  onChanged(): void;
}

/** A new password, typed twice, in the place of one that has expired. It may stand inside a larger form. */
export function NewPassword({ focus, change, onChanged }: Props) {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    if (focus) first.current?.focus();
  }, []);

  const submit = async () => {
    const password = first.current?.value ?? '';
    if (busy) return;
    if (password === '') return first.current?.focus();
    if (password !== second.current?.value) {
      setError(i18n.t('settings.invalid.passwordsDiffer'));
      second.current?.focus();
      return;
    }
    setBusy(true);
    const problem = await change(password);
    setBusy(false);
    setError(problem === null ? null : textOf(problem));
    if (problem !== null) return first.current?.focus();
    for (const { current } of [first, second]) if (current !== null) current.value = '';
    onChanged();
  };

  const field = (ref: typeof first, name: 'newPassword' | 'newPasswordAgain') => (
    <>
      <label for={`renew-${name}`}>{i18n.t(`settings.field.${name}`)}</label>
      <input
        ref={ref}
        id={`renew-${name}`}
        type="password"
        autocomplete="new-password"
        aria-invalid={error === null ? undefined : 'true'}
        aria-describedby={error === null ? undefined : 'renew-error'}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') event.stopPropagation();
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          void submit();
        }}
      />
    </>
  );

  return (
    <div class="field answer new-password">
      {field(first, 'newPassword')}
      {field(second, 'newPasswordAgain')}
      <p class="field-error" id="renew-error" role="alert">
        {error}
      </p>
      <button type="button" class="button primary" disabled={busy} onClick={() => void submit()}>
        {i18n.t('settings.newPassword.button')}
      </button>
    </div>
  );
}

function textOf(problem: Problem): string {
  const { sentence, nextStep } = explain(problem);
  return `${sentence} ${nextStep}`;
}
