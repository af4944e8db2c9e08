import './import.css';
import { useMemo } from 'preact/hooks';
import { RememberChoices } from '@/components/settings/clouds/remember-choices';
import { Trouble } from '@/components/settings/controls/problem-with-prompt';
import { Sheet } from '@/components/settings/controls/sheet';
import { useVault } from '@/components/use-vault';
import { hostOf } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { CloudView } from '@/utils/messaging/views';
import { ImportRow } from './import-row';
import { ImportSources } from './import-sources';
import { useImport } from './use-import';

interface Props {
  clouds: CloudView[];
  onImported(ids: string[]): void;
  /** nothing was stored */
  onCancel(): void;
}

/** Files and text in, a preview of what they would add and change, and one button that does it all or nothing. */
export function ImportDialog({ clouds, onImported, onCancel }: Props) {
  const stored = useMemo(() => clouds.map(({ profile }) => profile), [clouds]);
  const vault = useVault();
  const { files, rows, origins, remember, working, trouble, ...act } = useImport(stored, onImported);
  const chosen = rows.filter((row) => row.chosen);
  const hasSecret = (id: string | undefined) =>
    clouds.some(({ profile, hasCredential }) => profile.id === id && hasCredential);

  const hosts = [...new Set(origins.map(hostOf))].join(', ');
  const foot =
    trouble === null ? (
      hosts !== '' && <p class="hint">{i18n.t('settings.import.hosts', { hosts })}</p>
    ) : (
      <Trouble
        id="import"
        problem={trouble.problem}
        refused={trouble.refused}
        // The browser was asked for access in the click before.
        again={() => act.submit(false)}
        askAgain={() => act.submit(true)}
      >
        {trouble.refused && (
          <button type="button" class="link" onClick={() => act.submit(false)}>
            {i18n.t('settings.import.without')}
          </button>
        )}
      </Trouble>
    );

  return (
    <Sheet
      id="import"
      title={i18n.t('settings.import.title')}
      text={i18n.t('settings.import.text')}
      foot={foot}
      status={statusOf(working, trouble !== null, rows.length)}
      submit={{
        label: i18n.t('settings.import.submit', chosen.length),
        disabled: working || chosen.length === 0,
        onClick: () => act.submit(true),
      }}
      onCancel={onCancel}
    >
      <ImportSources files={files} onChange={act.setSources} />
      {rows.length > 0 && (
        <section aria-labelledby="import-found">
          <h3 id="import-found">{i18n.t('settings.import.found')}</h3>
          <ul class="founds">
            {rows.map((row, at) => (
              <ImportRow
                key={row.key}
                id={`import-${at}`}
                row={row}
                secretStored={hasSecret(row.planned.updated?.before.id)}
                onDecide={(decision) => act.decide(row.key, decision)}
              />
            ))}
          </ul>
        </section>
      )}
      {chosen.some(({ as, planned }) => as === 'add' && planned.imported.secret !== undefined) && (
        <section>
          <h3 id="import-remember">{i18n.t('settings.import.remember')}</h3>
          <RememberChoices
            labelledBy="import-remember"
            value={remember}
            passphrase={vault?.exists === true}
            onChange={act.setRemember}
          />
        </section>
      )}
    </Sheet>
  );
}

function statusOf(working: boolean, failed: boolean, count: number): string {
  if (working) return i18n.t('settings.import.working');
  if (failed) return i18n.t('settings.import.failed');
  return count === 0 ? '' : i18n.t('settings.import.kind.clouds', count);
}
