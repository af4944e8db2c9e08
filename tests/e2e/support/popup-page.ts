import type { Locator, Page } from '@playwright/test';
import { translationsOf } from './translations';

/** The popup by its accessible names. */
export class PopupPage {
  readonly page: Page;
  readonly cloud: Locator;
  readonly project: Locator;
  readonly region: Locator;
  readonly search: Locator;
  readonly servers: Locator;
  readonly options: Locator;
  readonly status: Locator;
  readonly alert: Locator;
  readonly dismiss: Locator;
  readonly settings: Locator;

  constructor(page: Page, language = 'en') {
    const translate = translationsOf(language, 'popup');
    this.page = page;
    this.cloud = page.getByRole('combobox', { name: translate('Cloud'), exact: true });
    this.project = page.getByRole('combobox', { name: translate('Project'), exact: true });
    this.region = page.getByRole('combobox', { name: translate('Region'), exact: true });
    this.search = page.getByRole('searchbox', { name: translate('Search servers') });
    this.servers = page.getByRole('listbox', { name: translate('Servers') });
    this.options = this.servers.getByRole('option');
    this.status = page.getByRole('status');
    this.alert = page.getByRole('alert');
    this.dismiss = this.alert.getByRole('button', { name: translate('Dismiss') });
    this.settings = page.getByRole('link', { name: translate('Settings') });
  }

  /** The row of the server with this name, which its accessible name begins with. */
  server(name: string): Locator {
    return this.servers.getByRole('option', { name: new RegExp(`^${escapeRegExp(name)}(?![\\w-])`) });
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
