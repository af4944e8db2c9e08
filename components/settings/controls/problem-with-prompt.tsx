import type { ComponentChildren } from 'preact';
import { ProblemAlert } from '@/components/problem-alert';
import { ProblemPrompt } from '@/components/problem-prompt';
import { hasPrompt } from '@/utils/explain/next-step';
import type { Problem } from '@/utils/problems/problem';

interface Props {
  /** prefix of the DOM ids of its fields */
  id: string;
  problem: Problem;
  /** the user refused the browser's request for access */
  accessDenied?: boolean;
  /** repeats what failed */
  retry(): void;
  /** the same inside a click, where the browser is first asked for access */
  retryWithAccess?: () => void;
  /** other buttons */
  children?: ComponentChildren;
}

/** A problem with its button and, where it asks for a secret, the field for that. Then `retry` runs. */
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
      {children}
    </div>
  );
}
