import type { AskingCode } from '@/utils/explain/next-step';
import type { Problem } from '@/utils/problems/problem';
import { askAbout } from './asks';
import { NewPassword } from './new-password';
import { usePageApi } from './page-api';
import { SecretAnswer } from './secret-answer';

interface Props {
  /** DOM id of the field, where there is one only */
  id: string;
  problem: Problem & { code: AskingCode };
  /** the answer was right: go on */
  onAnswered(): void;
}

/** The fields for the answer that mends a problem. They take the focus when they appear. */
export function Answer({ id, problem, onAnswered }: Props) {
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
      key={code}
      id={id}
      label={label}
      button={button}
      field={field}
      focus
      answer={(typed) => answer(api, typed)}
      onRight={onAnswered}
    />
  );
}
