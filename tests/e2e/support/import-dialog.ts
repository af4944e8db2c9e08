import type { Locator, Page } from '@playwright/test';
import { type Words, wordsOf } from './words';

/** The dialog that takes clouds from files and text, as a person and a screen reader know it. */
export class ImportDialog {
  readonly page: Page;
  readonly dialog: Locator;
  /** all clouds of the preview */
  readonly clouds: Locator;
  readonly alert: Locator;
  readonly cancel: Locator;
  private readonly words: Words;

  constructor(page: Page, language = 'en') {
    this.words = wordsOf(language, 'settings');
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: this.words('Import clouds') });
    this.clouds = this.dialog.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
    this.alert = this.dialog.getByRole('alert');
    this.cancel = this.dialog.getByRole('button', { name: this.words('Cancel') });
  }

  async open(): Promise<this> {
    await this.page.getByRole('button', { name: this.words('Import'), exact: true }).click();
    await this.dialog.waitFor();
    return this;
  }

  /** Chooses files by the browser's own file chooser. */
  async choose(files: Record<string, string>): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.dialog.getByText(this.words('Drop files here, or choose them')).click();
    await (await chooser).setFiles(
      Object.entries(files).map(([name, text]) => ({ name, mimeType: '', buffer: Buffer.from(text) })),
    );
  }

  async paste(text: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: this.words('Or paste text') }).fill(text);
  }

  cloud(name: string): Locator {
    return this.clouds.filter({ has: this.page.getByRole('checkbox', { name, exact: true }) });
  }

  /** The button that imports so many clouds. */
  submit(count: number): Locator {
    return this.dialog.getByRole('button', { name: count === 1 ? 'Import 1 cloud' : `Import ${count} clouds` });
  }
}
