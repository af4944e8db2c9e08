import { useEffect, useState } from 'preact/hooks';
import { cloudStyle } from '@/components/cloud-color';
import { IssuedNotice } from '@/components/settings/app-credential/issued-notice';
import { ReplacePasswordSection } from '@/components/settings/app-credential/replace-password-section';
import { SignInFields } from '@/components/settings/sign-in/sign-in-fields';
import { SignInSummary } from '@/components/settings/sign-in/sign-in-summary';

import { i18n } from '@/utils/i18n';
import type { CloudView } from '@/utils/messaging/views';
import { secretField } from '@/utils/sign-in/form-values';
import { issuedAppCredential } from '@/utils/sign-in/issued';
import { AdvancedFields } from './advanced-fields';
import { CloudFields } from './cloud-fields';
import { CloudFormProvider, useForm } from './form-context';
import { FormErrorAlert } from './form-error-alert';
import { FormStatus } from './form-status';
import { valuesOf } from './form-values';
import { HostsSection } from './hosts-section';
import { LockedNotice, RememberFields } from './remember-fields';
import { RemoveCloudDialog } from './remove-cloud-dialog';
import { TokensSection } from './tokens-section';
import { type CloudFormOptions, useCloudForm } from './use-cloud-form';

interface Props extends CloudFormOptions {
  /** `text`: what was deleted and revoked, and what was not */
  onRemoved(text: string): void;
  onChange(): void;
}

/** Tests, saves and removes one cloud; lists its hosts and tokens. */
export function CloudForm({ onRemoved, onChange, ...options }: Props) {
  const { view } = options;
  const form = useCloudForm(options);
  const [removing, setRemoving] = useState(false);
  const [statusText, setStatusText] = useState('');
  const { state, dispatch, submit } = form;
  const { values, dirty } = state;
  useEffect(() => {
    if (dirty) setStatusText('');
  }, [dirty]);

  return (
    <CloudFormProvider value={form}>
      <form
        ref={form.element}
        class="form"
        style={cloudStyle(values.color)}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(isTest(event.submitter) ? 'test' : 'save');
        }}
      >
        <h1>{values.name.trim() || (view?.profile.name ?? i18n.t('settings.newCloud'))}</h1>
        <LockedNotice />
        <CloudFields />
        <CredentialSections
          view={view}
          statusText={statusText}
          focusesReplacePassword={options.openWith === 'replacePassword'}
          onReplaced={(text) => {
            setStatusText(text);
            onChange();
          }}
        />
        {secretField(values.method) !== null && <RememberFields />}
        <AdvancedFields />
        {view !== null && view.hosts.length > 0 && <HostsSection hosts={view.hosts} onChange={onChange} />}
        {view !== null && (
          <TokensSection profile={view.profile} reloadKey={[state.outcome, statusText].join()} onSignedOut={onChange} />
        )}
        <FormBar view={view} onChange={onChange} onRemove={() => setRemoving(true)} />
      </form>
      {removing && view !== null && (
        <RemoveCloudDialog
          view={view}
          onStart={() => {
            setRemoving(false);
            dispatch({ type: 'started', operation: 'removing' });
          }}
          onFailed={(problem) => dispatch({ type: 'failed', problem, method: values.method })}
          onRemoved={onRemoved}
          onCancel={() => setRemoving(false)}
        />
      )}
    </CloudFormProvider>
  );
}

const TEST_BUTTON_VALUE = 'test';

function isTest(submitter: HTMLElement | null): boolean {
  return submitter instanceof HTMLButtonElement && submitter.value === TEST_BUTTON_VALUE;
}

interface CredentialProps {
  view: CloudView | null;
  statusText: string;
  focusesReplacePassword: boolean;
  onReplaced(text: string): void;
}

function CredentialSections({ view, statusText, focusesReplacePassword, onReplaced }: CredentialProps) {
  const { state, dispatch, unavailableReason } = useForm();
  const { values, report, working, dirty } = state;
  const { signIn } = view?.profile ?? {};
  const issued = signIn && issuedAppCredential(signIn);
  const isReplaceable = view?.hasCredential === true && signIn?.method === 'password' && values.method === 'password';
  return (
    <>
      {unavailableReason !== null && values.method === 'password' && (
        <p role="status" class="status-message unavailable">
          {i18n.t(`settings.issued.${unavailableReason}`)}
        </p>
      )}
      <SignInFields />
      {issued !== undefined && values.method === 'application_credential' && <IssuedNotice issued={issued} />}
      {statusText !== '' && (
        <p role="status" class="status-message">
          {statusText}
        </p>
      )}
      {view !== null && isReplaceable && (
        <ReplacePasswordSection
          profile={view.profile}
          report={report}
          disabled={dirty || working !== null}
          focus={focusesReplacePassword}
          onDone={(profile, text) => {
            dispatch({ type: 'cloud-changed', values: valuesOf(profile) });
            onReplaced(text);
          }}
        />
      )}
    </>
  );
}

interface BarProps {
  view: CloudView | null;
  onChange(): void;
  onRemove(): void;
}

function FormBar({ view, onChange, onRemove }: BarProps) {
  const { state } = useForm();
  const { error, report, working } = state;
  return (
    <div class="form-bar">
      {error !== null && error.fields.length === 0 && <FormErrorAlert />}
      {report !== null && <SignInSummary report={report} hosts={view?.hosts ?? report.hosts} onChange={onChange} />}
      <div class="buttons">
        <button type="submit" class="button primary" disabled={working !== null}>
          {i18n.t('settings.button.save')}
        </button>
        <button type="submit" value={TEST_BUTTON_VALUE} class="button" disabled={working !== null}>
          {i18n.t('settings.button.test')}
        </button>
        <FormStatus state={state} />
        {view !== null && view.preset === undefined && (
          <button type="button" class="button quiet danger" disabled={working !== null} onClick={onRemove}>
            {i18n.t('settings.button.remove')}
          </button>
        )}
      </div>
    </div>
  );
}
