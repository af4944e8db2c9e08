import './import.css';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ProblemAlert } from '@/components/problem-alert';
import { RememberChoices } from '@/components/settings/remember-choices';
import { UnlockField } from '@/components/settings/unlock-field';
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
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const stored = useMemo(() => clouds.map(({ profile }) => profile), [clouds]);
  const vault = useVault();
  const { files, rows, origins, remember, working, trouble, ...act } = useImport(stored, onImported);
  const chosen = rows.filter((row) => row.chosen);
  const hasSecret = (id: string | undefined) =>
    clouds.some(({ profile, hasCredential }) => profile.id === id && hasCredential);

  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="import-title" onClose={onCancel}>
      <header>
        <h2 id="import-title" class="dialog-title">
          {i18n.t('settings.import.title')}
        </h2>
        <p class="hint">{i18n.t('settings.import.text')}</p>
      </header>
      <div class="sheet-body">
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
      </div>
      <footer>
        {trouble !== null && (
          <div class="trouble">
            <ProblemAlert
              problem={trouble.problem}
              refused={trouble.refused}
              actions={{ 'allow-access': () => act.submit(true), retry: () => act.submit(true) }}
            />
            {trouble.problem.code === 'VAULT_LOCKED' && (
              // The browser was asked for access in the click before.
              <UnlockField id="import-passphrase" onUnlocked={() => act.submit(false)} />
            )}
            {trouble.refused && (
              <button type="button" class="link" onClick={() => act.submit(false)}>
                {i18n.t('settings.import.without')}
              </button>
            )}
          </div>
        )}
        {trouble === null && origins.length > 0 && (
          <p class="hint">{i18n.t('settings.import.hosts', { hosts: [...new Set(origins.map(hostOf))].join(', ') })}</p>
        )}
        <div class="buttons">
          <p role="status" class="form-status">
            {statusOf(working, trouble !== null, rows.length)}
          </p>
          <button type="button" class="button" onClick={onCancel}>
            {i18n.t('settings.button.cancel')}
          </button>
          <button
            type="button"
            class="button primary"
            disabled={working || chosen.length === 0}
            onClick={() => act.submit(true)}
          >
            {i18n.t('settings.import.submit', chosen.length)}
          </button>
        </div>
      </footer>
    </dialog>
  );
}

function statusOf(working: boolean, failed: boolean, count: number): string {
  if (working) return i18n.t('settings.import.working');
  if (failed) return i18n.t('settings.import.failed');
  return count === 0 ? '' : i18n.t('settings.import.kind.clouds', count);
}
