import { lazyComponent } from '@/components/lazy-component';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import { isAsking, isRefusal } from '@/utils/explain/next-step';
import type { Popup } from './use-popup';

const PopupPrompt = lazyComponent(() => import('./popup-prompt').then((module) => module.PopupPrompt));

/** What went wrong, with the one thing to do about it. */
export function PopupProblem({ popup }: { popup: Popup }) {
  const api = usePageApi();
  const { trouble, place, servers } = popup.state;
  if (trouble === null) return null;
  const { attempt, problem, refused } = trouble;
  // an empty state says it
  if (problem.code === 'NO_PROJECTS' && servers === null) return null;
  const { code, facts } = problem;
  const dismiss = attempt.kind === 'list' ? {} : { onDismiss: popup.dismiss };
  if (isAsking(code)) {
    return <PopupPrompt problem={{ code, facts }} onResolved={() => popup.resumePending(attempt)} {...dismiss} />;
  }
  const cloudId = problem.facts.cloudId ?? (attempt.kind === 'open' ? attempt.request.cloudId : place?.cloudId);
  const openWith = isRefusal(problem) ? { openWith: 'refused' as const } : {};
  const settings = () => void api.openSettings(cloudId === undefined ? 'new' : { cloudId, ...openWith });
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
      {...dismiss}
    />
  );
}
