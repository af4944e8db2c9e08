import { lazyComponent } from '@/components/lazy-component';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import { hasPrompt, isAppCredentialRefusal } from '@/utils/explain/next-step';
import type { Popup } from './use-popup';

const PopupPrompt = lazyComponent(() => import('./popup-prompt').then((module) => module.PopupPrompt));

/** The last problem, with a prompt or a button that solves it. */
export function PopupProblem({ popup }: { popup: Popup }) {
  const api = usePageApi();
  const { error, place, servers } = popup.state;
  if (error === null) return null;
  const { operation, problem, accessDenied } = error;
  // the empty state says the same
  if (problem.code === 'NO_PROJECTS' && servers === null) return null;
  const { code, facts } = problem;
  const dismiss = operation.kind === 'list' ? {} : { onDismiss: popup.dismiss };
  const cloudId = facts.cloudId ?? (operation.kind === 'open' ? operation.request.cloudId : place?.cloudId);
  if (hasPrompt(code)) {
    return (
      <PopupPrompt
        problem={{ code, facts }}
        onResolved={() => popup.resume(operation)}
        openSettings={() => void api.openSettings(cloudId === undefined ? undefined : { cloudId })}
        {...dismiss}
      />
    );
  }
  const openWith = isAppCredentialRefusal(problem) ? { openWith: 'credentialRefused' as const } : {};
  const openCloudSettings = () => void api.openSettings(cloudId === undefined ? 'new' : { cloudId, ...openWith });
  const { origins } = problem.facts;
  return (
    <ProblemAlert
      problem={problem}
      accessDenied={accessDenied}
      actions={{
        ...(origins?.length && { 'allow-access': () => popup.requestAccess(operation, origins, popup.refresh) }),
        'edit-cloud': openCloudSettings,
        'sign-in': openCloudSettings,
        'add-cloud': () => void api.openSettings('new'),
        retry: () => popup.retry(operation, popup.refresh),
      }}
      {...dismiss}
    />
  );
}
