import { NewPassword } from '@/components/new-password';
import { ProblemAlert } from '@/components/problem-alert';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/problems/problem';
import { useForm } from './form-context';
import { FORM_ERROR_ID } from './form-ids';

/** The sign-in was not tested: the values may be right. */
const VALUES_UNTESTED_CODES: readonly Problem['code'][] = [
  'NETWORK',
  'TIMEOUT',
  'UNAVAILABLE',
  'SERVER_ERROR',
  'RATE_LIMITED',
  'HOST_PERMISSION_MISSING',
  'DASHBOARD_SESSION_ENDED',
];

/** The last error. Asks for a new password where it expired; offers to save where the sign-in was not tested. */
export function FormErrorAlert() {
  const { state, submit, retry, renewPassword } = useForm();
  if (state.error === null) return null;
  const { problem, accessDenied } = state.error;
  const { userId } = problem.facts;
  return (
    <div class="problem-group">
      <ProblemAlert
        id={FORM_ERROR_ID}
        problem={problem}
        accessDenied={accessDenied}
        actions={{ 'allow-access': retry, retry }}
      />
      {problem.code === 'PASSWORD_EXPIRED' && userId !== undefined && (
        <NewPassword focus={false} change={(password) => renewPassword(userId, password)} onChanged={() => undefined} />
      )}
      {VALUES_UNTESTED_CODES.includes(problem.code) && (
        <button type="button" class="link" onClick={() => submit('save-untested')}>
          {i18n.t('settings.button.saveUntested')}
        </button>
      )}
    </div>
  );
}
