import './secret-answer.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/problems/problem';
import { useCountdown } from './countdown';

/** A secret of the person's own, or a short-lived number. */
export type AnswerField =
  | { type: 'password'; autocomplete: 'off' }
  | { type: 'text'; inputMode: 'numeric'; autocomplete: 'off' };

interface Props {
  /** DOM id of the field */
  id: string;
  label: string;
  button: string;
  field: AnswerField;
  /** what is wrong before anything was sent */
  error?: string | undefined;
  /** takes the focus when it appears */
  focus: boolean;
  /** sends what was typed; null: it was right */
  answer(typed: string): Promise<Problem | null>;
  /** it was right */
  onRight(): void;
}

/** One field and one button for a secret that is sent once. What is wrong with it is told beside it. */
export function SecretAnswer({ id, label, button, field: kind, focus, error: before, answer, onRight }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [retryAt, setRetryAt] = useState<number | null>(null);
  const wait = useCountdown(retryAt);
  const error = textOf(problem, wait) ?? before ?? null;

  useEffect(() => {
    if (focus) field.current?.focus();
  }, []);

  const submit = async () => {
    const input = field.current;
    if (input === null || busy || wait > 0) return;
    if (input.value === '') return input.focus();
    setBusy(true);
    const wrong = await answer(input.value);
    setBusy(false);
    input.value = '';
    setProblem(wrong);
    const { retryAfter } = wrong?.facts ?? {};
    setRetryAt(retryAfter === undefined ? null : Date.now() + retryAfter * 1000);
    if (wrong === null) onRight();
    else input.focus();
  };

  return (
    <div class="field answer">
      <label for={id}>{label}</label>
      <div class="beside">
        <input
          ref={field}
          id={id}
          {...kind}
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={error === null ? undefined : 'true'}
          aria-describedby={error === null ? undefined : `${id}-error`}
          // it may stand inside a larger form, or above a list, whose keys these are not
          onKeyDown={(event) => {
            if (event.key !== 'Escape') event.stopPropagation();
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            void submit();
          }}
        />
        <button type="button" class="button primary" disabled={busy || wait > 0} onClick={() => void submit()}>
          {button}
        </button>
      </div>
      <p class="field-error" id={`${id}-error`} role="alert">
        {error}
      </p>
    </div>
  );
}

function textOf(problem: Problem | null, wait: number): string | null {
  if (problem === null) return null;
  const { sentence, nextStep } = explain(problem);
  const limited = problem.facts.retryAfter !== undefined;
  if (limited && wait > 0) return `${sentence} ${i18n.t('vault.wait', { seconds: wait })}`;
  return limited ? `${sentence} ${i18n.t('vault.again')}` : `${sentence} ${nextStep}`;
}
