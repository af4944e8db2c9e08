import './import.css';
import { useMemo } from 'preact/hooks';
import { RememberChoices } from '@/components/settings/clouds/remember-choices';
import { ProblemWithPrompt } from '@/components/settings/controls/problem-with-prompt';
import { Sheet } from '@/components/settings/controls/sheet';
import { useVault } from '@/components/use-vault';
import { hostLabel } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { CloudView } from '@/utils/messaging/views';
import type { PreviewRow } from './choices';
import { ImportRow } from './import-row';
import { ImportSources } from './import-sources';
import { type Import, useImport } from './use-import';

interface Props {
  clouds: CloudView[];
  onImported(ids: string[]): void;
  onCancel(): void;
}

/** Reads files and text, previews the changes, and stores all or none. */
export function ImportDialog({ clouds, onImported, onCancel }: Props) {
  const stored = useMemo(() => clouds.map(({ profile }) => profile), [clouds]);
  const { vault } = useVault();
  const form = useImport(stored, onImported);
  const { files, rows, remember, working, error } = form;
  const chosen = rows.filter((row) => row.chosen);
  const addsSecrets = chosen.some(({ action, planned }) => action === 'add' && planned.imported.secret !== undefined);

  return (
    <Sheet
      id="import"
      title={i18n.t('settings.import.title')}
      text={i18n.t('settings.import.text')}
      footer={<DialogFooter form={form} />}
      status={statusOf(working, error !== null, rows.length)}
      submit={{
        label: i18n.t('settings.import.submit', chosen.length),
        disabled: working || chosen.length === 0,
        onClick: () => form.submit(true),
      }}
      onCancel={onCancel}
    >
      <ImportSources files={files} onChange={form.setSources} />
      {rows.length > 0 && <Preview rows={rows} clouds={clouds} onDecide={form.decide} />}
      {addsSecrets && (
        <section>
          <h3 id="import-remember">{i18n.t('settings.import.remember')}</h3>
          <RememberChoices
            labelledBy="import-remember"
            value={remember}
            offersPassphrase={vault?.exists === true}
            onChange={form.setRemember}
          />
        </section>
      )}
    </Sheet>
  );
}

function DialogFooter({ form: { error, matchPatterns, submit } }: { form: Import }) {
  if (error === null) {
    const hosts = [...new Set(matchPatterns.map(hostLabel))].join(', ');
    return hosts === '' ? null : <p class="hint">{i18n.t('settings.import.hosts', { hosts })}</p>;
  }
  return (
    <ProblemWithPrompt
      id="import"
      problem={error.problem}
      accessDenied={error.accessDenied}
      // access was asked for in the click before
      retry={() => submit(false)}
      retryWithAccess={() => submit(true)}
    >
      {error.accessDenied && (
        <button type="button" class="link" onClick={() => submit(false)}>
          {i18n.t('settings.import.without')}
        </button>
      )}
    </ProblemWithPrompt>
  );
}

interface PreviewProps {
  rows: PreviewRow[];
  clouds: CloudView[];
  onDecide: Import['decide'];
}

function Preview({ rows, clouds, onDecide }: PreviewProps) {
  const hasSecret = (id: string | undefined) =>
    clouds.some(({ profile, hasCredential }) => profile.id === id && hasCredential);
  return (
    <section aria-labelledby="import-found">
      <h3 id="import-found">{i18n.t('settings.import.found')}</h3>
      <ul class="found-clouds">
        {rows.map((row, index) => (
          <ImportRow
            key={row.key}
            id={`import-${index}`}
            row={row}
            secretStored={hasSecret(row.planned.updated?.before.id)}
            onDecide={(decision) => onDecide(row.key, decision)}
          />
        ))}
      </ul>
    </section>
  );
}

function statusOf(working: boolean, failed: boolean, count: number): string {
  if (working) return i18n.t('settings.import.working');
  if (failed) return i18n.t('settings.import.failed');
  return count === 0 ? '' : i18n.t('settings.import.kind.clouds', count);
}
