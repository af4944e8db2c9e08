import { useEffect, useState } from 'preact/hooks';
import { type Explanation, explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/problems/problem';

/** A next step that is a button. */
export type ButtonAction = Exclude<Explanation['action'], 'none' | 'prompt'>;

interface Props {
  problem: Problem;
  /** a problem whose action is missing gets no button */
  actions: Partial<Record<ButtonAction, () => void>>;
  accessDenied?: boolean;
  onDismiss?: () => void;
  id?: string;
}

/** A problem in words, a button, the failed call and, if any, a report to copy. */
export function ProblemAlert({ problem, actions, accessDenied = false, onDismiss, id }: Props) {
  const { sentence, nextStep, action, failedCall } = explain(problem);
  const buttonAction = action === 'none' || action === 'prompt' ? null : action;
  const { dashboardUrl, report } = problem.facts;
  const onClick = buttonAction === null || dashboardUrl !== undefined ? undefined : actions[buttonAction];
  return (
    <div class="problem" role="alert" id={id}>
      <div class="problem-text">
        <p class="problem-sentence">{sentence}</p>
        <p class="problem-step">{accessDenied ? i18n.t('problemUi.accessDenied') : nextStep}</p>
        {failedCall !== null && <FailedCall text={failedCall} />}
        {report !== undefined && <Report text={report} />}
      </div>
      <div class="problem-buttons">
        {dashboardUrl !== undefined && (
          <a class="button primary" href={dashboardUrl} target="_blank" rel="noreferrer">
            {i18n.t('action.openHorizon')}
          </a>
        )}
        {onClick !== undefined && buttonAction !== null && (
          <button type="button" class="button primary" onClick={onClick}>
            {labelOf(buttonAction)}
          </button>
        )}
        {onDismiss && (
          <button type="button" class="button quiet icon" aria-label={i18n.t('action.dismiss')} onClick={onDismiss}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
    </div>
  );
}

function FailedCall({ text }: { text: string }) {
  return (
    <p class="problem-failed-call">
      <code>{text}</code>
      <CopyButton text={text} label={i18n.t('action.copy')} />
    </p>
  );
}

/** The user can read it before copying. */
function Report({ text }: { text: string }) {
  return (
    <details class="problem-report">
      <summary>{i18n.t('problemUi.showReport')}</summary>
      <textarea readonly rows={5} aria-label={i18n.t('problemUi.report')} value={text} />
      <p>{i18n.t('problemUi.reportNote')}</p>
      <CopyButton text={text} label={i18n.t('problemUi.copyReport')} />
    </details>
  );
}

function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => setCopied(false), [text]);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <button type="button" class="link" onClick={copy}>
      {copied ? i18n.t('action.copied') : label}
    </button>
  );
}

function labelOf(action: ButtonAction): string {
  switch (action) {
    case 'allow-access':
      return i18n.t('action.allowAccess');
    case 'edit-cloud':
      return i18n.t('action.editCloud');
    case 'retry':
      return i18n.t('action.retry');
    case 'sign-in':
      return i18n.t('action.signIn');
    case 'add-cloud':
      return i18n.t('action.addCloud');
  }
}
