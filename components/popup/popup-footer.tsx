import './footer.css';
import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import { LockButton } from './lock-button';
import { progressText } from './progress-text';
import { ReplacePasswordOffer } from './replace-password-offer';
import type { Popup } from './use-popup';

interface Props {
  popup: Popup;
  onFocusLost(): void;
}

/** Status line, offer to replace the password, lock button and settings link. */
export function PopupFooter({ popup, onFocusLost }: Props) {
  const api = usePageApi();
  const { state, matchCount } = popup;
  const openSettings = (event: MouseEvent) => {
    event.preventDefault();
    void api.openSettings(state.place === null ? undefined : { cloudId: state.place.cloudId });
  };
  return (
    <footer class="footer">
      <p role="status">{progressText(state, matchCount)}</p>
      <ReplacePasswordOffer state={state} onFocusLost={onFocusLost} />
      {state.clouds.some(({ profile }) => profile.remember === 'passphrase') && <LockButton onLocked={popup.refresh} />}
      <a class="link" href="options.html" onClick={openSettings}>
        {i18n.t('popup.settings')}
      </a>
    </footer>
  );
}
