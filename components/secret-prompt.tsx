import './secret-prompt.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/problems/problem';
import { useCountdown } from './use-countdown';

/** For a passphrase, or for a passcode. */
export type PromptInputAttributes =
  | { type: 'password'; autocomplete: 'off' }
  | { type: 'text'; inputMode: 'numeric'; autocomplete: 'off' };

interface Props {
  id: string;
  name?: string | undefined;
  label: string;
  button: string;
  attributes: PromptInputAttributes;
  error?: string | undefined;
  focus: boolean;
  /** null: accepted */
  send(typed: string): Promise<Problem | null>;
  onAccepted(): void;
}

/** Asks for a secret, which is sent once, then cleared. No form element: it may be inside a form. */
export function SecretPrompt({
  id,
  name,
  label,
  button,
  attributes,
  focus,
  error: initialError,
  send,
  onAccepted,
}: Props) {
  const input = useRef<HTMLInputElement>(null);
  const { busy, error, wait, submit } = useSecretPrompt(input, send, onAccepted);
  const shownError = error ?? initialError ?? null;

  useEffect(() => {
    if (focus) input.current?.focus();
  }, []);

  return (
    <div class="field secret-prompt">
      <label for={id}>{label}</label>
      <div class="beside">
        <input
          ref={input}
          id={id}
          name={name}
          {...attributes}
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={shownError === null ? undefined : 'true'}
          aria-describedby={shownError === null ? undefined : `${id}-error`}
          onKeyDown={(event) => submitOnEnter(event, () => void submit())}
        />
        <button type="button" class="button primary" disabled={busy || wait > 0} onClick={() => void submit()}>
          {button}
        </button>
      </div>
      <p class="field-error" id={`${id}-error`} role="alert">
        {shownError}
      </p>
    </div>
  );
}

/** Keeps all keys but Escape from the form or list around it. */
export function submitOnEnter(event: KeyboardEvent, submit: () => void): void {
  if (event.key !== 'Escape') event.stopPropagation();
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  submit();
}

function useSecretPrompt(field: { current: HTMLInputElement | null }, send: Props['send'], onAccepted: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [retryAt, setRetryAt] = useState<number | null>(null);
  const wait = useCountdown(retryAt);

  const submit = async () => {
    const input = field.current;
    if (input === null || busy || wait > 0) return;
    if (input.value === '') return input.focus();
    setBusy(true);
    const refusal = await send(input.value);
    setBusy(false);
    input.value = '';
    setProblem(refusal);
    const { retryAfter } = refusal?.facts ?? {};
    setRetryAt(retryAfter === undefined ? null : Date.now() + retryAfter * 1000);
    if (refusal === null) onAccepted();
    else input.focus();
  };
  return { busy, wait, error: textOf(problem, wait), submit };
}

function textOf(problem: Problem | null, wait: number): string | null {
  if (problem === null) return null;
  const { sentence, nextStep } = explain(problem);
  const hasRetryAfter = problem.facts.retryAfter !== undefined;
  if (hasRetryAfter && wait > 0) return `${sentence} ${i18n.t('vault.wait', { seconds: wait })}`;
  return hasRetryAfter ? `${sentence} ${i18n.t('vault.again')}` : `${sentence} ${nextStep}`;
}
