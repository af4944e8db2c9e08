import { useVersionAndShortcuts } from '@/components/use-version-and-shortcuts';
import { i18n } from '@/utils/i18n';

/** Shortcuts and version. */
export function SettingsFooter() {
  const loaded = useVersionAndShortcuts();
  if (loaded === null) return null;
  const { popup, reopen, lock } = loaded.shortcuts;
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
      <p>{i18n.t('settings.footer.version', { version: loaded.version })}</p>
    </footer>
  );
}
