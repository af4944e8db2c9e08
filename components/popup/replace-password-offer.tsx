import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import type { PopupState } from './state';

interface Props {
  state: PopupState;
  /** the offer that had the focus is gone */
  onGone(): void;
}

/**
 * After a sign-in with a password: the way to an application credential in its place. It stands in the footer, where
 * nothing moves that a person aims at, until it is taken or dismissed.
 */
export function ReplacePasswordOffer({ state, onGone }: Props) {
  const api = usePageApi();
  const [dismissed, setDismissed] = useState<string | null>(null);
  const cloudId = offeredFor(state);
  if (cloudId === null || cloudId === dismissed || api.isOfferDismissed(cloudId)) return null;
  const dismiss = () => {
    api.dismissOffer(cloudId);
    setDismissed(cloudId);
    onGone();
  };
  return (
    <span class="offer">
      <button
        type="button"
        class="link"
        title={i18n.t('popup.replacePassword.hint')}
        onClick={() => void api.openSettings({ cloudId, openWith: 'replacePassword' })}
      >
        {i18n.t('popup.replacePassword.offer')}
      </button>
      <button
        type="button"
        class="button quiet icon"
        aria-label={i18n.t('popup.replacePassword.dismiss')}
        title={i18n.t('popup.replacePassword.dismiss')}
        onClick={dismiss}
      >
        <span aria-hidden="true">×</span>
      </button>
    </span>
  );
}

/** The cloud in front, where the list shows that its password was just good. What needs a passcode too can't be replaced. */
function offeredFor({ clouds, servers, place, loading, trouble, progress }: PopupState): string | null {
  if (servers === null || servers.cloudId !== place?.cloudId || loading || trouble !== null || progress !== null)
    return null;
  const { signIn } = clouds.find(({ profile }) => profile.id === servers.cloudId)?.profile ?? {};
  return signIn?.method === 'password' && signIn.passcode !== true ? servers.cloudId : null;
}
