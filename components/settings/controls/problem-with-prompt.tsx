import type { ComponentChildren } from 'preact';
import { ProblemAlert } from '@/components/problem-alert';
import { ProblemPrompt } from '@/components/problem-prompt';
import { UnlockWithPasskey } from '@/components/settings/vault/unlock-with-passkey';
import { hasPrompt } from '@/utils/explain/next-step';
import type { Problem } from '@/utils/problems/problem';

interface Props {
  id: string;
  problem: Problem;
  accessDenied?: boolean;
  retry(): void;
  /** asks for host access first, inside a click */
  retryWithAccess?: () => void;
  children?: ComponentChildren;
}

/** A problem with its button or the prompt for a secret, after which `retry` runs. */
export function ProblemWithPrompt({
  id,
  problem: { code, facts },
  accessDenied = false,
  retry,
  retryWithAccess,
  children,
}: Props) {
  return (
    <div class="problem-group">
      <ProblemAlert
        problem={{ code, facts }}
        accessDenied={accessDenied}
        actions={{ retry: retryWithAccess ?? retry, ...(retryWithAccess && { 'allow-access': retryWithAccess }) }}
      />
      {hasPrompt(code) && <ProblemPrompt id={`${id}-prompt`} problem={{ code, facts }} onResolved={retry} />}
      {code === 'VAULT_LOCKED' && <UnlockWithPasskey onUnlocked={retry} />}
      {children}
    </div>
  );
}
