import './secret-prompt.css';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/problems/problem';
import { submitOnEnter } from './secret-prompt';

interface Props {
  focus: boolean;
  /** null: it was changed */
  change(password: string): Promise<Problem | null>;
  onChanged(): void;
}

/** Asks twice for a password in place of an expired one. No form element: it may be inside a form. */
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

  const inputProps = { invalid: error !== null, onEnter: () => void submit() };
  return (
    <div class="field secret-prompt new-password">
      <PasswordInput input={first} name="newPassword" {...inputProps} />
      <PasswordInput input={second} name="newPasswordAgain" {...inputProps} />
      <p class="field-error" id="new-password-error" role="alert">
        {error}
      </p>
      <button type="button" class="button primary" disabled={busy} onClick={() => void submit()}>
        {i18n.t('settings.newPassword.button')}
      </button>
    </div>
  );
}

interface InputProps {
  input: RefObject<HTMLInputElement | null>;
  name: 'newPassword' | 'newPasswordAgain';
  invalid: boolean;
  onEnter(): void;
}

function PasswordInput({ input, name, invalid, onEnter }: InputProps) {
  return (
    <>
      <label for={`prompt-${name}`}>{i18n.t(`settings.field.${name}`)}</label>
      <input
        ref={input}
        id={`prompt-${name}`}
        type="password"
        autocomplete="new-password"
        aria-invalid={invalid ? 'true' : undefined}
        aria-describedby={invalid ? 'new-password-error' : undefined}
        onKeyDown={(event) => submitOnEnter(event, onEnter)}
      />
    </>
  );
}

function textOf(problem: Problem): string {
  const { sentence, nextStep } = explain(problem);
  return `${sentence} ${nextStep}`;
}
