import { useState } from 'preact/hooks';
import { lazyComponent } from '@/components/lazy-component';
import { i18n } from '@/utils/i18n';
import type { CloudView } from '@/utils/messaging/views';

// both contain the YAML library
const ImportDialog = lazyComponent(() =>
  import('@/components/settings/import/import-dialog').then((module) => module.ImportDialog),
);
const ExportDialog = lazyComponent(() =>
  import('@/components/settings/export/export-dialog').then((module) => module.ExportDialog),
);

interface Props {
  clouds: CloudView[];
  onImported(ids: string[]): void;
  onStatusText(text: string): void;
}

/** Buttons and dialogs for import and export. */
export function CloudFiles({ clouds, onImported, onStatusText }: Props) {
  const [open, setOpen] = useState<'import' | 'export' | null>(null);
  const close = () => setOpen(null);
  return (
    <div class="cloud-files">
      <button type="button" class="button quiet" onClick={() => setOpen('import')}>
        {i18n.t('settings.import.button')}
      </button>
      {clouds.length > 0 && (
        <button type="button" class="button quiet" onClick={() => setOpen('export')}>
          {i18n.t('settings.export.button')}
        </button>
      )}
      {open === 'import' && (
        <ImportDialog
          clouds={clouds}
          onCancel={close}
          onImported={(ids) => {
            close();
            onImported(ids);
          }}
        />
      )}
      {open === 'export' && (
        <ExportDialog
          clouds={clouds}
          onCancel={close}
          onSaved={(file) => {
            close();
            onStatusText(i18n.t('settings.export.done', { file }));
          }}
        />
      )}
    </div>
  );
}
