import '@/components/settings/sync/sync.css';
import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { addressLabel } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { CloudView, IssuedAppCredentialView } from '@/utils/messaging/views';
import { DeleteIssuedDialog } from './delete-issued-dialog';
import { isOwnedBy, ownersOf } from './issued-credentials';

interface Props {
  /** null until known; a change loads the list again */
  clouds: CloudView[] | null;
}

/** Orphaned application credentials, until they are deleted or dismissed. */
export function OrphanedSection({ clouds }: Props) {
  const api = usePageApi();
  const [orphaned, setOrphaned] = useState<IssuedAppCredentialView[]>([]);
  const [deleting, setDeleting] = useState<IssuedAppCredentialView[] | null>(null);
  const [statusText, setStatusText] = useState('');
  const reload = async () => {
    const reply = await api.send('listOrphanedCredentials', {});
    if (reply.ok) setOrphaned(reply.value);
  };
  useEffect(() => void reload(), [api, clouds]);

  const endDeletion = (text: string) => {
    setDeleting(null);
    setStatusText(text);
    void reload();
  };

  if (orphaned.length === 0 && statusText === '') return null;
  return (
    <section class="section sync" aria-labelledby="orphaned-title">
      <h2 id="orphaned-title">{i18n.t('settings.orphaned.title')}</h2>
      <p class="hint">{i18n.t('settings.orphaned.text')}</p>
      {orphaned.map((credential) => (
        <OrphanedItem
          key={credential.name}
          credential={credential}
          onDelete={() => setDeleting(sameOwner(credential, orphaned))}
          onDismiss={() => void api.send('dismissOrphanedCredential', { name: credential.name }).then(reload)}
        />
      ))}
      <p role="status" class="form-status">
        {statusText}
      </p>
      {deleting !== null && (
        <DeleteIssuedDialog
          title={i18n.t('settings.orphaned.delete')}
          text={i18n.t('settings.orphaned.text')}
          issued={deleting}
          cloudAuthUrl={undefined}
          confirm={i18n.t('settings.orphaned.delete')}
          onDone={() => endDeletion(i18n.t('settings.orphaned.deleted'))}
          onCancel={() => endDeletion(statusText)}
        />
      )}
    </section>
  );
}

interface ItemProps {
  credential: IssuedAppCredentialView;
  onDelete(): void;
  onDismiss(): void;
}

function OrphanedItem({ credential, onDelete, onDismiss }: ItemProps) {
  const { cloudName: cloud, authUrl, name, userName: user } = credential;
  return (
    <div class="sync-removed">
      <p>{i18n.t('settings.orphaned.onCloud', { cloud, host: addressLabel(authUrl), name, user })}</p>
      <button
        type="button"
        class="button"
        aria-label={i18n.t('settings.orphaned.deleteNamed', { name })}
        onClick={onDelete}
      >
        {i18n.t('settings.orphaned.delete')}
      </button>
      <button
        type="button"
        class="button quiet"
        aria-label={i18n.t('settings.orphaned.dismissNamed', { name })}
        onClick={onDismiss}
      >
        {i18n.t('settings.orphaned.dismiss')}
      </button>
    </div>
  );
}

function sameOwner(credential: IssuedAppCredentialView, all: IssuedAppCredentialView[]): IssuedAppCredentialView[] {
  const [owner] = ownersOf([credential]);
  return all.filter((other) => owner !== undefined && isOwnedBy(owner, other) && other.cloudId === credential.cloudId);
}
