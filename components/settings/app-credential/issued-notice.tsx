import { i18n } from '@/utils/i18n';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';

/** What the application credential that was made for this browser is good for. */
export function MadeNotice({ issued }: { issued: IssuedAppCredential }) {
  const { projectName, limited, expiresAt } = issued;
  const sentences = [
    i18n.t('settings.made.text', { project: projectName }),
    i18n.t(limited ? 'settings.made.limited' : 'settings.made.unlimited'),
    expiresAt === null
      ? i18n.t('settings.made.always')
      : i18n.t('settings.made.until', {
          date: new Date(expiresAt).toLocaleDateString(i18n.t('@@ui_locale').replace('_', '-')),
        }),
    i18n.t('settings.made.back'),
  ];
  return <p class="hint">{sentences.join(' ')}</p>;
}
