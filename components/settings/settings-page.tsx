import '@/assets/theme.css';
import './settings.css';
import './form.css';
import './sections.css';
import './policy/policy.css';
import { ProblemAlert } from '@/components/problem-alert';
import { useVault } from '@/components/use-vault';
import { i18n } from '@/utils/i18n';
import type { CloudView, VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { ActivitySection } from './activity/activity-section';
import { OrphanedSection } from './app-credential/orphaned-section';
import { CloudFiles } from './clouds/cloud-files';
import { CloudForm } from './clouds/cloud-form';
import { CloudList } from './clouds/cloud-list';
import { NO_DRAFT } from './clouds/form-values';
import { ConfirmDialog } from './controls/confirm-dialog';
import { DashboardsSection } from './dashboards/dashboards-section';
import { PolicyProblems } from './policy/policy-problems';
import { SettingsFooter } from './settings-footer';
import { SyncSection } from './sync/sync-section';
import { type Settings, useSettings } from './use-settings';
import { VaultContext } from './vault/unlock-with-passkey';
import { VaultSection } from './vault/vault-section';

/** The options page: the clouds, the form of one, and sections for all. */
export function SettingsPage() {
  const settings = useSettings();
  const { vault, problem: vaultProblem } = useVault();
  const { clouds, problem, statusText, current, draft, pendingCloud } = settings;
  const isEmpty = clouds !== null && current === null && clouds.length === 0;
  // All at once: a section that came later would move a button under the pointer.
  const isLoaded = (clouds ?? problem) !== null && (vault ?? vaultProblem) !== null;
  return (
    <VaultContext.Provider value={vault}>
      <div class="settings">
        <Side settings={settings} vault={vault} />
        <main class="main">
          {!isEmpty && !settings.isFormReady && <h1 class="visually-hidden">{i18n.t('settings.title')}</h1>}
          {problem !== null && <ProblemAlert problem={problem} actions={{ retry: () => void settings.reload() }} />}
          {statusText !== '' && (
            <p role="status" class="status-message">
              {statusText}
            </p>
          )}
          {clouds !== null && current?.dashboardRoot !== undefined && current.dashboardRoot !== draft?.root && (
            <p role="status" class="hint">
              {i18n.t('settings.dashboardDraft.reading')}
            </p>
          )}
          {draft?.problem && current?.dashboardRoot === draft.root && (
            <ProblemAlert problem={draft.problem} actions={{}} />
          )}
          {settings.isFormReady && <CurrentCloud settings={settings} vault={vault} />}
          {isEmpty && (
            <div class="welcome">
              <h1>{i18n.t('settings.empty.title')}</h1>
              <p>{i18n.t('settings.empty.text')}</p>
            </div>
          )}
          {isLoaded && (
            <SharedSections
              clouds={clouds}
              vault={vault}
              vaultProblem={vaultProblem}
              onSync={() => void settings.reload()}
            />
          )}
        </main>
        {pendingCloud !== null && (
          <ConfirmDialog
            title={i18n.t('settings.unsaved.title')}
            text={i18n.t('settings.unsaved.text')}
            confirm={i18n.t('settings.button.discard')}
            cancel={i18n.t('settings.button.keepEditing')}
            onConfirm={settings.discard}
            onCancel={settings.keepEditing}
          />
        )}
      </div>
    </VaultContext.Provider>
  );
}

interface SharedProps {
  clouds: CloudView[] | null;
  vault: VaultView | null;
  vaultProblem: Problem | null;
  onSync(): void;
}

function SharedSections({ clouds, vault, vaultProblem, onSync }: SharedProps) {
  return (
    <>
      <OrphanedSection clouds={clouds} />
      {vaultProblem !== null && (
        <section class="section" aria-labelledby="vault-problem-title">
          <h2 id="vault-problem-title">{i18n.t('vault.passphrase')}</h2>
          <ProblemAlert problem={vaultProblem} actions={{}} />
        </section>
      )}
      <VaultSection vault={vault} />
      <DashboardsSection clouds={clouds} />
      <SyncSection onChange={onSync} />
      <PolicyProblems />
      <ActivitySection />
    </>
  );
}

interface Props {
  settings: Settings;
  vault: VaultView | null;
}

function Side({ settings, vault }: Props) {
  const { clouds, current, selectCloud } = settings;
  return (
    <aside class="side">
      <p class="brand">{i18n.t('extension.name')}</p>
      <CloudList
        clouds={clouds ?? []}
        current={current?.id ?? null}
        locked={vault?.locked ?? false}
        onChoose={(id) => selectCloud({ id, isNew: false })}
        onAdd={() => selectCloud({ id: crypto.randomUUID(), isNew: true })}
      />
      <CloudFiles
        clouds={clouds ?? []}
        onStatusText={settings.setStatusText}
        onImported={(ids) => void settings.showImported(ids)}
      />
      <SettingsFooter />
    </aside>
  );
}

function CurrentCloud({ settings, vault }: Props) {
  const { clouds, current, draft, importCount, reload } = settings;
  if (clouds === null || current === null) return null;
  return (
    <CloudForm
      key={`${current.id} ${importCount}`}
      id={current.id}
      openWith={current.openWith}
      view={clouds.find(({ profile }) => profile.id === current.id) ?? null}
      vault={vault}
      draft={draft?.draft ?? NO_DRAFT}
      usedColors={clouds.map(({ profile }) => profile.color)}
      onDirty={settings.setDirty}
      onSaved={({ id }) => void settings.showSaved(id)}
      onRemoved={settings.showRemoved}
      onChange={() => void reload()}
    />
  );
}
