import { usePageApi } from '@/components/page-api';
import { DeleteIssuedDialog } from '@/components/settings/app-credential/delete-issued-dialog';
import { orphanedSentence } from '@/components/settings/app-credential/issued-credentials';
import { ConfirmDialog } from '@/components/settings/controls/confirm-dialog';
import { i18n } from '@/utils/i18n';
import type { CloudView, IssuedAppCredentialView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';

const NOT_REVOKED_TEXT_KEYS = {
  pending: 'removedPending',
  'access-rules': 'removedAccessRules',
  'user-token': 'removedUserToken',
  'dashboard-session': 'removedDashboardSession',
} as const;

interface Props {
  view: CloudView;
  onStart(): void;
  onFailed(problem: Problem): void;
  onRemoved(text: string): void;
  onCancel(): void;
}

/** Asks before a cloud is removed; offers to delete its issued application credentials. */
export function RemoveCloudDialog({ view, onStart, onFailed, onRemoved, onCancel }: Props) {
  const api = usePageApi();
  const { profile, issued = [] } = view;
  const { id: cloudId, name, authUrl } = profile;

  const remove = async (remaining: IssuedAppCredentialView[]) => {
    onStart();
    const reply = await api.send('removeCloud', { cloudId, dismissed: issued.map((credential) => credential.name) });
    if (!reply.ok) return onFailed(reply.problem);
    const deleted = issued.length > remaining.length;
    const allDeleted = issued.length === 1 ? 'removedDeleted' : 'removedAllDeleted';
    const outcome = reply.value.revoked ? 'removed' : NOT_REVOKED_TEXT_KEYS[reply.value.reason];
    const key = deleted && remaining.length === 0 ? allDeleted : outcome;
    onRemoved([i18n.t(`settings.state.${key}`, { name }), ...orphanedSentence(remaining, authUrl)].join(' '));
  };

  const title = i18n.t('settings.remove.title', { name });
  const text = i18n.t('settings.remove.text');
  if (issued.length === 0) {
    return (
      <ConfirmDialog
        title={title}
        text={text}
        confirm={i18n.t('settings.button.remove')}
        cancel={i18n.t('settings.button.cancel')}
        onConfirm={() => void remove([])}
        onCancel={onCancel}
      />
    );
  }
  return (
    <DeleteIssuedDialog
      title={title}
      text={text}
      issued={issued}
      cloudAuthUrl={authUrl}
      confirm={i18n.t('settings.remove.delete')}
      skip={i18n.t('settings.remove.onlyHere')}
      onDone={(remaining) => void remove(remaining)}
      onCancel={onCancel}
    />
  );
}
