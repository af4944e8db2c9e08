import type { PromptedCode } from '@/utils/explain/next-step';
import type { Problem } from '@/utils/problems/problem';
import { NewPassword } from './new-password';
import { usePageApi } from './page-api';
import { promptFor } from './problem-prompts';
import { SecretPrompt } from './secret-prompt';

interface Props {
  id: string;
  problem: Problem & { code: PromptedCode };
  onResolved(): void;
}

/** Asks for the secret that solves a problem, and takes the focus. */
export function ProblemPrompt({ id, problem, onResolved }: Props) {
  const api = usePageApi();
  const { code, facts } = problem;
  if (code === 'NEW_PASSWORD_NEEDED') {
    const { cloudId = '', userId = '' } = facts;
    const change = async (password: string) => {
      const reply = await api.send('changePassword', { cloudId, userId, password });
      return reply.ok ? null : reply.problem;
    };
    return <NewPassword focus change={change} onChanged={onResolved} />;
  }
  const { label, button, attributes, send } = promptFor({ code, facts });
  return (
    <SecretPrompt
      key={code}
      id={id}
      label={label}
      button={button}
      attributes={attributes}
      focus
      send={(typed) => send(api, typed)}
      onAccepted={onResolved}
    />
  );
}
