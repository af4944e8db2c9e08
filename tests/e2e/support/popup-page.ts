import type { Locator, Page } from '@playwright/test';
import { translationsOf } from './translations';

/** The popup by its accessible names. */
export function popupPage(page: Page, language = 'en') {
  const translate = translationsOf(language, 'popup');
  const servers = page.getByRole('listbox', { name: translate('Servers') });
  const alert = page.getByRole('alert');
  return {
    page,
    cloud: page.getByRole('combobox', { name: translate('Cloud'), exact: true }),
    project: page.getByRole('combobox', { name: translate('Project'), exact: true }),
    region: page.getByRole('combobox', { name: translate('Region'), exact: true }),
    search: page.getByRole('searchbox', { name: translate('Search servers') }),
    options: servers.getByRole('option'),
    status: page.getByRole('status'),
    alert,
    dismiss: alert.getByRole('button', { name: translate('Dismiss') }),
    settings: page.getByRole('link', { name: translate('Settings') }),
    /** The row of the server with this name, which its accessible name begins with. */
    server: (name: string): Locator =>
      servers.getByRole('option', { name: new RegExp(`^${escapeRegExp(name)}(?![\\w-])`) }),
  };
}

export type PopupPageObject = ReturnType<typeof popupPage>;

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
