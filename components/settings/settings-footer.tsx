import { useAbout } from '@/components/use-about';
import { i18n } from '@/utils/i18n';

/** Shortcuts and version. */
export function SettingsFooter() {
  const about = useAbout();
  if (about === null) return null;
  const { popup, reopen, lock } = about.shortcuts;
  return (
    <footer class="about">
      <h2>{i18n.t('settings.footer.shortcuts')}</h2>
      <dl>
        <dt>{i18n.t('settings.footer.openPopup')}</dt>
        <dd>{popup === null ? i18n.t('settings.footer.notSet') : <kbd>{popup}</kbd>}</dd>
        <dt>{i18n.t('settings.footer.reopen')}</dt>
        <dd>{reopen === null ? i18n.t('settings.footer.notSet') : <kbd>{reopen}</kbd>}</dd>
        <dt>{i18n.t('settings.footer.lock')}</dt>
        <dd>{lock === null ? i18n.t('settings.footer.notSet') : <kbd>{lock}</kbd>}</dd>
      </dl>
      <p>{i18n.t('settings.footer.version', { version: about.version })}</p>
    </footer>
  );
}
