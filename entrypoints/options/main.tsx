// First: takes the one Trusted Types policy of this page.
import '@/utils/cloud-files/inert-document';
import { render } from 'preact';
import { PageApiProvider } from '@/components/page-api';
import { SettingsPage } from '@/components/settings/settings-page';
import { i18n } from '@/utils/i18n';
import { createPageApi } from '@/utils/pages/page-client';

// may differ from the browser's
document.documentElement.lang = i18n.t('extension.language');
document.title = `${i18n.t('settings.title')} · ${i18n.t('extension.name')}`;

const root = document.getElementById('root');
if (root !== null) {
  render(
    <PageApiProvider value={createPageApi()}>
      <SettingsPage />
    </PageApiProvider>,
    root,
  );
}
