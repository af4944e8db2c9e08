import '@/assets/theme.css';
import './settings.css';
import './form.css';
import './sections.css';
import './policy/policy.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ProblemAlert } from '@/components/problem-alert';
import { useVault } from '@/components/use-vault';
import { i18n } from '@/utils/i18n';
import { ActivitySection } from './activity/activity-section';
import { LeftSection } from './app-credential/orphaned-section';
import { CloudFiles } from './clouds/cloud-files';
import { CloudForm } from './clouds/cloud-form';
import { CloudList } from './clouds/cloud-list';
import { NO_DRAFT } from './clouds/form-values';
import { useClouds } from './clouds/use-clouds';
import { useDashboardDraft } from './clouds/use-dashboard-draft';
import { ConfirmDialog } from './controls/confirm-dialog';
import { DashboardsSection } from './dashboards/dashboards-section';
import { PolicyProblems } from './policy/policy-problems';
import { SettingsFooter } from './settings-footer';
import { SyncSection } from './sync/sync-section';
import { type Target, useTarget } from './use-target';
import { VaultSection } from './vault/vault-section';

/** Settings: the clouds on the left, one form on the right. */
export function SettingsPage() {
  const { clouds, problem, reload } = useClouds();
  const vault = useVault();
  const dirty = useRef(false);
  /** where the person wants to go while changes are unsaved */
  const [leaving, setLeaving] = useState<Target | null>(null);
  const [news, setNews] = useState('');
  /** a form that shows an updated cloud begins anew */
  const [imports, setImports] = useState(0);
  const [target, go] = useTarget((next) => visit(next));

  const visit = (next: Target | null) => {
    if (next === null || next.id === target?.id) return;
    if (dirty.current) setLeaving(next);
    else arrive(next);
  };
  const arrive = (next: Target | null) => {
    dirty.current = false;
    setLeaving(null);
    setNews('');
    go(next);
  };
  const imported = async (ids: string[]) => {
    await reload();
    // Unsaved changes stay where they are; else the form shows what came in.
    if (!dirty.current) {
      go({ id: ids[0] ?? '', isNew: false });
      setImports((count) => count + 1);
    }
    setNews(i18n.t('settings.import.done', ids.length));
  };
  const add = () => visit({ id: crypto.randomUUID(), isNew: true });

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (dirty.current) event.preventDefault();
    };
    addEventListener('beforeunload', guard);
    return () => removeEventListener('beforeunload', guard);
  }, []);

  // Without an address of its own the page opens at the first cloud.
  const first = clouds?.[0]?.profile.id;
  const known = clouds?.some(({ profile }) => profile.id === target?.id) ?? false;
  const current = target !== null && (target.isNew || known) ? target : null;
  const told = useDashboardDraft(current?.from);
  useEffect(() => {
    if (clouds !== null && current === null && first !== undefined && news === '') go({ id: first, isNew: false });
  }, [clouds, current, first, news]);

  const isEmpty = clouds !== null && current === null && clouds.length === 0;
  const hasForm = clouds !== null && current !== null && current.from === told?.from;

  return (
    <div class="settings">
      <aside class="side">
        <p class="brand">{i18n.t('extension.name')}</p>
        <CloudList
          clouds={clouds ?? []}
          current={current?.id ?? null}
          locked={vault?.locked ?? false}
          onChoose={(id) => visit({ id, isNew: false })}
          onAdd={add}
        />
        <CloudFiles clouds={clouds ?? []} onNews={setNews} onImported={(ids) => void imported(ids)} />
        <SettingsFooter />
      </aside>
      <main class="main">
        {!isEmpty && !hasForm && <h1 class="unseen">{i18n.t('settings.title')}</h1>}
        {problem !== null && <ProblemAlert problem={problem} actions={{ retry: () => void reload() }} />}
        {news !== '' && (
          <p role="status" class="news">
            {news}
          </p>
        )}
        {clouds !== null && current?.from !== undefined && current.from !== told?.from && (
          <p role="status" class="hint">
            {i18n.t('settings.from.reading')}
          </p>
        )}
        {told?.problem && current?.from === told.from && <ProblemAlert problem={told.problem} actions={{}} />}
        {hasForm && (
          <CloudForm
            key={`${current.id} ${imports}`}
            id={current.id}
            openWith={current.openWith}
            view={clouds.find(({ profile }) => profile.id === current.id) ?? null}
            vault={vault}
            draft={told?.draft ?? NO_DRAFT}
            usedColors={clouds.map(({ profile }) => profile.color)}
            onDirty={(value) => {
              dirty.current = value;
            }}
            onSaved={({ id }) => {
              void reload().then(() => go({ id, isNew: false }));
            }}
            onRemoved={(text) => {
              arrive(null);
              setNews(text);
              void reload();
            }}
            onChange={() => void reload()}
          />
        )}
        {isEmpty && (
          <div class="welcome">
            <h1>{i18n.t('settings.empty.title')}</h1>
            <p>{i18n.t('settings.empty.text')}</p>
          </div>
        )}
        <LeftSection clouds={clouds} />
        <VaultSection vault={vault} />
        <DashboardsSection clouds={clouds} />
        <SyncSection onChange={() => void reload()} />
        <PolicyProblems />
        <ActivitySection />
      </main>
      {leaving !== null && (
        <ConfirmDialog
          title={i18n.t('settings.unsaved.title')}
          text={i18n.t('settings.unsaved.text')}
          confirm={i18n.t('settings.button.discard')}
          cancel={i18n.t('settings.button.keepEditing')}
          onConfirm={() => arrive(leaving)}
          onCancel={() => setLeaving(null)}
        />
      )}
    </div>
  );
}
