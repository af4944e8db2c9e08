import type { ComponentChildren } from 'preact';
import { Answer } from '@/components/answer';
import { ProblemAlert } from '@/components/problem-alert';
import { isAsking } from '@/utils/explain/next-step';
import type { Problem } from '@/utils/problems/problem';

interface Props {
  /** begins the DOM ids of its fields */
  id: string;
  problem: Problem;
  /** the browser asked for access, and the person said no */
  refused?: boolean;
  /** does what came to grief once more */
  again(): void;
  /** the same inside a click, where the browser is asked for access before */
  askAgain?: () => void;
  /** other ways on */
  children?: ComponentChildren;
}

/** What went wrong; where an answer mends it, with the fields for that, after which it goes on by itself. */
export function Trouble({ id, problem: { code, facts }, refused = false, again, askAgain, children }: Props) {
  return (
    <div class="trouble">
      <ProblemAlert
        problem={{ code, facts }}
        refused={refused}
        actions={{ retry: askAgain ?? again, ...(askAgain && { 'allow-access': askAgain }) }}
      />
      {isAsking(code) && <Answer id={`${id}-answer`} problem={{ code, facts }} onAnswered={again} />}
      {children}
    </div>
  );
}
