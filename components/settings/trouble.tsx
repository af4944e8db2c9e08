import { Answer } from '@/components/answer';
import { ProblemAlert } from '@/components/problem-alert';
import { isAsking } from '@/utils/explain/actions';
import type { Problem } from '@/utils/messaging/views';

interface Props {
  /** begins the DOM ids of its fields */
  id: string;
  problem: Problem;
  /** does what came to grief once more */
  again(): void;
}

/** What went wrong; where an answer mends it, with the fields for that, after which it goes on by itself. */
export function Trouble({ id, problem: { code, facts }, again }: Props) {
  return (
    <div class="trouble">
      <ProblemAlert problem={{ code, facts }} actions={{ retry: again }} />
      {isAsking(code) && <Answer id={`${id}-answer`} problem={{ code, facts }} onAnswered={again} />}
    </div>
  );
}
