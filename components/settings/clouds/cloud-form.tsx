import { useEffect, useState } from 'preact/hooks';
import { cloudStyle } from '@/components/cloud-color';
import { usePageApi } from '@/components/page-api';
import { DeleteMadeDialog } from '@/components/settings/app-credential/delete-issued-dialog';
import { leftSentence } from '@/components/settings/app-credential/issued-credentials';
import { MadeNotice } from '@/components/settings/app-credential/issued-notice';
import { RestrictSection } from '@/components/settings/app-credential/replace-password-section';
import { ConfirmDialog } from '@/components/settings/controls/confirm-dialog';
import { SignInFields } from '@/components/settings/sign-in/sign-in-fields';
import { Report } from '@/components/settings/sign-in/sign-in-report';
import { i18n } from '@/utils/i18n';
import type { IssuedAppCredentialView } from '@/utils/messaging/views';
import { issuedAppCredential } from '@/utils/sign-in/issued';
import { AdvancedFields } from './advanced-fields';
import { CloudFields } from './cloud-fields';
import { CloudFormProvider } from './form-context';
import { FormErrorAlert } from './form-error-alert';
import { FormStatus } from './form-status';
import { valuesOf } from './form-values';
import { HostsSection } from './hosts-section';
import { LockedNotice, RememberFields } from './remember-fields';
import { TokensSection } from './tokens-section';
import { type CloudFormOptions, useCloudForm } from './use-cloud-form';

const LEFT = {
  pending: 'removedUnrevoked',
  limited: 'removedLimited',
  foreign: 'removedForeign',
  dashboard: 'removedLent',
} as const;

interface Props extends CloudFormOptions {
  /** `text`: what became of it */
  onRemoved(text: string): void;
  /** host access may have changed */
  onChange(): void;
}

/** One cloud: add it, edit it, test it, remove it. */
export function CloudForm({
  id,
  openWith,
  view,
  draft,
  usedColors,
  vault,
  onDirty,
  onSaved,
  onRemoved,
  onChange,
}: Props) {
  const api = usePageApi();
  const form = useCloudForm({ id, openWith, view, draft, usedColors, vault, onDirty, onSaved });
  const [asking, setAsking] = useState(false);
  const [news, setNews] = useState('');
  const { state, dispatch, submit, unavailableReason } = form;
  const { values, trouble, report, working, dirty } = state;
  // What was done before an edit is no news any more, and may be untrue by it.
  useEffect(() => {
    if (dirty) setNews('');
  }, [dirty]);
  const name = view?.profile.name ?? i18n.t('settings.newCloud');
  const beside = trouble !== null && trouble.fields.length > 0;

  const { signIn } = view?.profile ?? {};
  const issued = signIn && issuedAppCredential(signIn);
  const exchangeable = view?.hasCredential === true && signIn?.method === 'password' && values.method === 'password';

  const onCloud = view?.issued ?? [];

  const remove = async (left: IssuedAppCredentialView[]) => {
    setAsking(false);
    dispatch({ type: 'work', on: 'removing' });
    const reply = await api.send('removeCloud', { cloudId: id, settled: onCloud.map((one) => one.name) });
    if (!reply.ok) return dispatch({ type: 'failed', problem: reply.problem, method: values.method });
    const deleted = onCloud.length > left.length;
    const outcome = reply.value.revoked || (deleted && left.length === 0) ? 'removed' : LEFT[reply.value.why];
    const key = !deleted || left.length > 0 ? outcome : onCloud.length === 1 ? 'removedDeleted' : 'removedAllDeleted';
    const sentences = [i18n.t(`settings.state.${key}`, { name }), ...leftSentence(left, view?.profile.authUrl)];
    onRemoved(sentences.join(' '));
  };

  return (
    <CloudFormProvider value={form}>
      <form
        class="form"
        style={cloudStyle(values.color)}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit('save');
        }}
      >
        <h1>{values.name.trim() || name}</h1>
        <LockedNotice />
        <CloudFields />
        {unavailableReason !== null && values.method === 'password' && (
          <p role="status" class="news gone">
            {i18n.t(`settings.made.${unavailableReason}`)}
          </p>
        )}
        <SignInFields />
        {issued !== undefined && values.method === 'application_credential' && <MadeNotice issued={issued} />}
        {news !== '' && (
          <p role="status" class="news">
            {news}
          </p>
        )}
        {view !== null && exchangeable && (
          <RestrictSection
            profile={view.profile}
            report={report}
            disabled={dirty || working !== null}
            focus={openWith === 'replacePassword'}
            onDone={(profile, text) => {
              dispatch({ type: 'stored', values: valuesOf(profile) });
              setNews(text);
              onChange();
            }}
          />
        )}
        {values.method !== 'horizon_session' && <RememberFields />}
        <AdvancedFields />
        {view !== null && view.hosts.length > 0 && <HostsSection hosts={view.hosts} onChange={onChange} />}
        {view !== null && (
          <TokensSection profile={view.profile} moment={[state.outcome, news].join()} onSignedOut={onChange} />
        )}
        <div class="form-bar">
          {trouble !== null && !beside && <FormErrorAlert />}
          {report !== null && <Report report={report} hosts={view?.hosts ?? report.hosts} onChange={onChange} />}
          <div class="buttons">
            <button type="submit" class="button primary" disabled={working !== null}>
              {i18n.t('settings.button.save')}
            </button>
            <button type="button" class="button" disabled={working !== null} onClick={() => submit('test')}>
              {i18n.t('settings.button.test')}
            </button>
            <FormStatus state={state} />
            {view !== null && view.preset === undefined && (
              <button
                type="button"
                class="button quiet danger"
                disabled={working !== null}
                onClick={() => setAsking(true)}
              >
                {i18n.t('settings.button.remove')}
              </button>
            )}
          </div>
        </div>
      </form>
      {asking && view !== null && onCloud.length > 0 && (
        <DeleteMadeDialog
          title={i18n.t('settings.remove.title', { name })}
          text={i18n.t('settings.remove.text')}
          issued={onCloud}
          home={view.profile.authUrl}
          confirm={i18n.t('settings.remove.delete')}
          keep={i18n.t('settings.remove.keep')}
          onDone={(left) => void remove(left)}
          onCancel={() => setAsking(false)}
        />
      )}
      {asking && onCloud.length === 0 && (
        <ConfirmDialog
          title={i18n.t('settings.remove.title', { name })}
          text={i18n.t('settings.remove.text')}
          confirm={i18n.t('settings.button.remove')}
          cancel={i18n.t('settings.button.cancel')}
          onConfirm={() => void remove([])}
          onCancel={() => setAsking(false)}
        />
      )}
    </CloudFormProvider>
  );
}
