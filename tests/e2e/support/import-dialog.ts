import type { Page } from '@playwright/test';
import { translationsOf } from './translations';

/** The import dialog by its accessible names. */
function importDialog(page: Page, language = 'en') {
  const translate = translationsOf(language, 'settings');
  const dialog = page.getByRole('dialog', { name: translate('Import clouds') });
  /** all clouds of the preview */
  const clouds = dialog.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
  return {
    page,
    dialog,
    clouds,
    alert: dialog.getByRole('alert'),
    cancel: dialog.getByRole('button', { name: translate('Cancel') }),
    cloud: (name: string) => clouds.filter({ has: page.getByRole('checkbox', { name, exact: true }) }),

    /** The button that imports this many clouds. */
    submit: (count: number) =>
      dialog.getByRole('button', { name: count === 1 ? 'Import 1 cloud' : `Import ${count} clouds` }),

    /** Chooses files in the browser's file chooser. */
    async choose(files: Record<string, string>): Promise<void> {
      const chooser = page.waitForEvent('filechooser');
      await dialog.getByText(translate('Drop files here, or choose them')).click();
      await (await chooser).setFiles(
        Object.entries(files).map(([name, text]) => ({ name, mimeType: '', buffer: Buffer.from(text) })),
      );
    },

    paste: (text: string) => dialog.getByRole('textbox', { name: translate('Or paste text') }).fill(text),
  };
}

type ImportDialog = ReturnType<typeof importDialog>;

/** Opens the import dialog of a settings page. */
export async function openImport(page: Page, language = 'en'): Promise<ImportDialog> {
  const translate = translationsOf(language, 'settings');
  await page.getByRole('button', { name: translate('Import'), exact: true }).click();
  const opened = importDialog(page, language);
  await opened.dialog.waitFor();
  return opened;
}
