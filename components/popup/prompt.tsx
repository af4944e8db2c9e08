import './prompt.css';
import { Answer } from '@/components/answer';
import { explain } from '@/utils/explain/explain';
import type { AskingCode } from '@/utils/explain/next-step';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/problems/problem';

interface Props {
  problem: Problem & { code: AskingCode };
  /** the answer was right: go on */
  onAnswered(): void;
  onDismiss?: () => void;
}

/** Asks for what is missing at the moment it is needed. */
export function Prompt({ problem, onAnswered, onDismiss }: Props) {
  const { sentence } = explain(problem);
  return (
    <section class="prompt" aria-labelledby="prompt-title">
      <header>
        <h2 id="prompt-title">{sentence}</h2>
        {onDismiss && (
          <button type="button" class="button quiet icon" aria-label={i18n.t('action.dismiss')} onClick={onDismiss}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </header>
      <Answer id="prompt-answer" problem={problem} onAnswered={onAnswered} />
    </section>
  );
}
