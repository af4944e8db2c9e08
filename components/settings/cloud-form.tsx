import { useState } from 'preact/hooks';
import { cloudStyle } from '@/components/cloud-color';
import { usePageApi } from '@/components/page-api';
import type { CloudProfile } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import type { CloudView, VaultView } from '@/utils/messaging/views';
import { AdvancedFields } from './advanced-fields';
import { CloudFields } from './cloud-fields';
import { ConfirmDialog } from './confirm-dialog';
import { CloudFormProvider } from './form-context';
import { FormStatus } from './form-status';
import { FormTroubleAlert } from './form-trouble-alert';
import type { FormDraft } from './form-values';
import { HostsSection } from './hosts-section';
import { LockedNotice, RememberFields } from './remember-fields';
import { Report } from './report';
import { SignInFields } from './sign-in-fields';
import { useCloudForm } from './use-cloud-form';

interface Props {
  id: string;
  /** null: a cloud that is not stored yet */
  view: CloudView | null;
  /** what is known of a cloud that is being added */
  draft: FormDraft;
  usedColors: string[];
  /** what is behind the passphrase; null until that is known */
  vault: VaultView | null;
  onDirty(dirty: boolean): void;
  onSaved(profile: CloudProfile): void;
  onRemoved(name: string, revoked: boolean): void;
  /** host access may have changed */
  onChange(): void;
}

/** One cloud: add it, edit it, test it, remove it. */
export function CloudForm({ id, view, draft, usedColors, vault, onDirty, onSaved, onRemoved, onChange }: Props) {
  const api = usePageApi();
  const form = useCloudForm({ id, view, draft, usedColors, vault, onDirty, onSaved });
  const [asking, setAsking] = useState(false);
  const { state, dispatch, submit } = form;
  const { values, trouble, report, working } = state;
  const name = view?.profile.name ?? i18n.t('settings.newCloud');
  const beside = trouble !== null && trouble.fields.length > 0;

  const remove = async () => {
    setAsking(false);
    dispatch({ type: 'work', on: 'removing' });
    const reply = await api.send('removeCloud', { cloudId: id });
    if (reply.ok) onRemoved(name, reply.value.revoked);
    else dispatch({ type: 'failed', problem: reply.problem, method: values.method });
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
        <SignInFields />
        <RememberFields />
        <AdvancedFields />
        {view !== null && view.hosts.length > 0 && <HostsSection hosts={view.hosts} onChange={onChange} />}
        <div class="form-bar">
          {trouble !== null && !beside && <FormTroubleAlert />}
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
      {asking && (
        <ConfirmDialog
          title={i18n.t('settings.remove.title', { name })}
          text={i18n.t('settings.remove.text')}
          confirm={i18n.t('settings.button.remove')}
          cancel={i18n.t('settings.button.cancel')}
          onConfirm={() => void remove()}
          onCancel={() => setAsking(false)}
        />
      )}
    </CloudFormProvider>
  );
}
