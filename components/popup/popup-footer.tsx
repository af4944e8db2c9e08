import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import { LockButton } from './lock-button';
import { progressText } from './progress-text';
import type { Popup } from './use-popup';

/** What is going on, and the way to the settings. */
export function PopupFooter({ popup }: { popup: Popup }) {
  const api = usePageApi();
  const { state, matches } = popup;
  const settings = (event: MouseEvent) => {
    event.preventDefault();
    void api.openSettings(state.place === null ? undefined : { cloudId: state.place.cloudId });
  };
  return (
    <footer class="footer">
      <p role="status">{progressText(state, matches.length)}</p>
      {state.clouds.some(({ profile }) => profile.remember === 'passphrase') && <LockButton onLocked={popup.refresh} />}
      <a class="link" href="options.html" onClick={settings}>
        {i18n.t('popup.settings')}
      </a>
    </footer>
  );
}
