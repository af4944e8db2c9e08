import type { Locator, Page } from '@playwright/test';
import { wordsOf } from './words';

/** The popup as a person and a screen reader know it. */
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
    const words = wordsOf(language, 'popup');
    this.page = page;
    this.cloud = page.getByRole('combobox', { name: words('Cloud'), exact: true });
    this.project = page.getByRole('combobox', { name: words('Project'), exact: true });
    this.region = page.getByRole('combobox', { name: words('Region'), exact: true });
    this.search = page.getByRole('searchbox', { name: words('Search servers') });
    this.servers = page.getByRole('listbox', { name: words('Servers') });
    this.options = this.servers.getByRole('option');
    this.status = page.getByRole('status');
    this.alert = page.getByRole('alert');
    this.dismiss = this.alert.getByRole('button', { name: words('Dismiss') });
    this.settings = page.getByRole('link', { name: words('Settings') });
  }

  /** The row of the server with this name: names come first in what is read out. */
  server(name: string): Locator {
    return this.servers.getByRole('option', { name: new RegExp(`^${escapeRegExp(name)}(?![\\w-])`) });
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
