import type { Locator, Page } from '@playwright/test';
import { type Translate, translationsOf } from './translations';

/** The import dialog by its accessible names. */
export class ImportDialog {
  readonly page: Page;
  readonly dialog: Locator;
  /** all clouds of the preview */
  readonly clouds: Locator;
  readonly alert: Locator;
  readonly cancel: Locator;
  private readonly translate: Translate;

  constructor(page: Page, language = 'en') {
    this.translate = translationsOf(language, 'settings');
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: this.translate('Import clouds') });
    this.clouds = this.dialog.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
    this.alert = this.dialog.getByRole('alert');
    this.cancel = this.dialog.getByRole('button', { name: this.translate('Cancel') });
  }

  async open(): Promise<this> {
    await this.page.getByRole('button', { name: this.translate('Import'), exact: true }).click();
    await this.dialog.waitFor();
    return this;
  }

  /** Chooses files in the browser's file chooser. */
  async choose(files: Record<string, string>): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.dialog.getByText(this.translate('Drop files here, or choose them')).click();
    await (await chooser).setFiles(
      Object.entries(files).map(([name, text]) => ({ name, mimeType: '', buffer: Buffer.from(text) })),
    );
  }

  async paste(text: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: this.translate('Or paste text') }).fill(text);
  }

  cloud(name: string): Locator {
    return this.clouds.filter({ has: this.page.getByRole('checkbox', { name, exact: true }) });
  }

  /** The button that imports this many clouds. */
  submit(count: number): Locator {
    return this.dialog.getByRole('button', { name: count === 1 ? 'Import 1 cloud' : `Import ${count} clouds` });
  }
}
