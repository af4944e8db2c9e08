import '@/components/settings/sync/sync.css';
import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import type { CloudView, IssuedAppCredentialView } from '@/utils/messaging/views';
import { DeleteMadeDialog } from './delete-issued-dialog';
import { hostOfUrl, isOf, ownersOf } from './issued-credentials';

interface Props {
  /** one that goes may leave something, one that comes back takes it back; null until they are known */
  clouds: CloudView[] | null;
}

/** Application credentials that are left on clouds which are here no more, until the person has seen to them. */
export function LeftSection({ clouds }: Props) {
  const api = usePageApi();
  const [left, setLeft] = useState<IssuedAppCredentialView[]>([]);
  const [deleting, setDeleting] = useState<IssuedAppCredentialView[] | null>(null);
  const [news, setNews] = useState('');
  const reload = async () => {
    const reply = await api.send('listOrphaned', {});
    if (reply.ok) setLeft(reply.value);
  };
  useEffect(() => void reload(), [api, clouds]);

  if (left.length === 0 && news === '') return null;
  return (
    <section class="section sync" aria-labelledby="left-title">
      <h2 id="left-title">{i18n.t('settings.left.title')}</h2>
      <p class="hint">{i18n.t('settings.left.text')}</p>
      {left.map((one) => (
        <div key={one.name} class="sync-removed">
          <p>{i18n.t('settings.left.onCloud', wordsOf(one))}</p>
          <button
            type="button"
            class="button"
            aria-label={i18n.t('settings.left.deleteNamed', { name: one.name })}
            onClick={() => setDeleting(beside(one, left))}
          >
            {i18n.t('settings.left.delete')}
          </button>
          <button
            type="button"
            class="button quiet"
            aria-label={i18n.t('settings.left.forgetNamed', { name: one.name })}
            onClick={() => void api.send('dismissOrphaned', { name: one.name }).then(reload)}
          >
            {i18n.t('settings.left.forget')}
          </button>
        </div>
      ))}
      <p role="status" class="form-status">
        {news}
      </p>
      {deleting !== null && (
        <DeleteMadeDialog
          title={i18n.t('settings.left.delete')}
          text={i18n.t('settings.left.text')}
          issued={deleting}
          home={undefined}
          confirm={i18n.t('settings.left.delete')}
          onDone={() => {
            setDeleting(null);
            setNews(i18n.t('settings.left.deleted'));
            void reload();
          }}
          onCancel={() => {
            setDeleting(null);
            void reload();
          }}
        />
      )}
    </section>
  );
}

function wordsOf({ cloudName, authUrl, name, userName }: IssuedAppCredentialView) {
  return { cloud: cloudName, host: hostOfUrl(authUrl), name, user: userName };
}

/** One password deletes all of one user. */
function beside(one: IssuedAppCredentialView, left: IssuedAppCredentialView[]): IssuedAppCredentialView[] {
  const [owner] = ownersOf([one]);
  return left.filter((other) => owner !== undefined && isOf(owner, other) && other.cloudId === one.cloudId);
}
