import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import type { PopupState } from './state';

interface Props {
  state: PopupState;
  /** the button that had the focus is gone */
  onFocusLost(): void;
}

/** Offers to replace the password after a sign-in with it. In the footer, where it moves no row. */
export function ReplacePasswordOffer({ state, onFocusLost }: Props) {
  const api = usePageApi();
  const [dismissed, setDismissed] = useState<string | null>(null);
  const cloudId = offeredCloudId(state);
  if (cloudId === null || cloudId === dismissed || api.isOfferDismissed(cloudId)) return null;
  const dismiss = () => {
    api.dismissOffer(cloudId);
    setDismissed(cloudId);
    onFocusLost();
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

/** The cloud whose servers were listed with a password that needs no passcode. */
function offeredCloudId({ clouds, servers, place, loading, error, progress }: PopupState): string | null {
  if (servers === null || servers.cloudId !== place?.cloudId || loading || error !== null || progress !== null)
    return null;
  const { signIn } = clouds.find(({ profile }) => profile.id === servers.cloudId)?.profile ?? {};
  return signIn?.method === 'password' && signIn.passcode !== true ? servers.cloudId : null;
}
