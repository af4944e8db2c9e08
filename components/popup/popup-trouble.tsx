import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import type { Popup } from './use-popup';

/** What went wrong, with the one thing to do about it. */
export function PopupTrouble({ popup }: { popup: Popup }) {
  const api = usePageApi();
  const { trouble, place, servers } = popup.state;
  if (trouble === null) return null;
  const { attempt, problem, refused } = trouble;
  // an empty state says it
  if (problem.code === 'NO_PROJECTS' && servers === null) return null;
  const cloudId = problem.facts.cloudId ?? (attempt.kind === 'open' ? attempt.request.cloudId : place?.cloudId);
  const settings = () => void api.openSettings(cloudId === undefined ? 'new' : { cloudId });
  const { origins } = problem.facts;
  return (
    <ProblemAlert
      problem={problem}
      refused={refused}
      actions={{
        ...(origins?.length && { 'allow-access': () => popup.allow(attempt, origins, popup.refresh) }),
        'edit-cloud': settings,
        'sign-in': settings,
        'add-cloud': () => void api.openSettings('new'),
        retry: () => popup.retry(attempt, popup.refresh),
      }}
      {...(attempt.kind !== 'list' && { onDismiss: popup.dismiss })}
    />
  );
}
