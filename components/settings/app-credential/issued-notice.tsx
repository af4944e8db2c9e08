import { i18n } from '@/utils/i18n';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';

/** What the issued application credential allows, and until when. */
export function IssuedNotice({ issued }: { issued: IssuedAppCredential }) {
  const { projectName, hasAccessRules, expiresAt } = issued;
  const sentences = [
    i18n.t('settings.issued.text', { project: projectName }),
    i18n.t(hasAccessRules ? 'settings.issued.limited' : 'settings.issued.unlimited'),
    expiresAt === null
      ? i18n.t('settings.issued.neverExpires')
      : i18n.t('settings.issued.expires', {
          date: new Date(expiresAt).toLocaleDateString(i18n.t('@@ui_locale').replace('_', '-')),
        }),
    i18n.t('settings.issued.passwordAgain'),
  ];
  return <p class="hint">{sentences.join(' ')}</p>;
}
