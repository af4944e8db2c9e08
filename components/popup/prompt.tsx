import './prompt.css';
import { NewPassword } from '@/components/new-password';
import { usePageApi } from '@/components/page-api';
import { SecretAnswer } from '@/components/secret-answer';
import type { AskingCode } from '@/utils/explain/actions';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/messaging/views';
import { askAbout } from './asks';

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
      <Answer problem={problem} onAnswered={onAnswered} />
    </section>
  );
}

function Answer({ problem, onAnswered }: Pick<Props, 'problem' | 'onAnswered'>) {
  const api = usePageApi();
  const { code, facts } = problem;
  if (code === 'NEW_PASSWORD_NEEDED') {
    const { cloudId = '', userId = '' } = facts;
    const change = async (password: string) => {
      const reply = await api.send('changePassword', { cloudId, userId, password });
      // Once it is changed, what else the sign-in needs is asked by what goes on.
      return reply.ok ? null : reply.problem;
    };
    return <NewPassword focus change={change} onChanged={onAnswered} />;
  }
  const { label, button, field, answer } = askAbout({ code, facts });
  return (
    <SecretAnswer
      id="prompt-answer"
      label={label}
      button={button}
      field={field}
      focus
      answer={(typed) => answer(api, typed)}
      onRight={onAnswered}
    />
  );
}
