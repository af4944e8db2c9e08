import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '@/utils/i18n';
import { type Clouds, useClouds } from './clouds/use-clouds';
import { type DashboardDraft, useDashboardDraft } from './clouds/use-dashboard-draft';
import { type FormCloud, useFormCloud } from './use-form-cloud';

/** The state of the options page. `show…` runs after a cloud was saved, removed or imported. */
export interface Settings extends Clouds {
  current: FormCloud | null;
  /** there is a cloud, and its first values are known */
  isFormReady: boolean;
  /** what a dashboard says about a new cloud; undefined: not known */
  draft: DashboardDraft | undefined;
  /** result of the last action, or '' */
  statusText: string;
  setStatusText(text: string): void;
  setDirty(dirty: boolean): void;
  /** after each import the form shows the stored values again */
  importCount: number;
  pendingCloud: FormCloud | null;
  selectCloud(formCloud: FormCloud): void;
  discard(): void;
  keepEditing(): void;
  showSaved(id: string): Promise<void>;
  showRemoved(text: string): void;
  showImported(ids: string[]): Promise<void>;
}

/** The clouds, and the one that the page's address names. */
export function useSettings(): Settings {
  const { clouds, problem, reload } = useClouds();
  const dirty = useRef(false);
  const [pendingCloud, setPendingCloud] = useState<FormCloud | null>(null);
  const [statusText, setStatusText] = useState('');
  const [importCount, setImportCount] = useState(0);
  const [formCloud, showFormCloud] = useFormCloud((next) => next !== null && selectCloud(next));
  useUnloadGuard(dirty);

  const show = (next: FormCloud | null) => {
    dirty.current = false;
    setPendingCloud(null);
    setStatusText('');
    showFormCloud(next);
  };
  const selectCloud = (next: FormCloud) => {
    if (next.id === formCloud?.id) return;
    if (dirty.current) setPendingCloud(next);
    else show(next);
  };
  const showImported = async (ids: string[]) => {
    await reload();
    // unsaved changes stay
    if (!dirty.current) {
      showFormCloud({ id: ids[0] ?? '', isNew: false });
      setImportCount((count) => count + 1);
    }
    setStatusText(i18n.t('settings.import.done', ids.length));
  };

  const isStored = clouds?.some(({ profile }) => profile.id === formCloud?.id) ?? false;
  const current = formCloud !== null && (formCloud.isNew || isStored) ? formCloud : null;
  const draft = useDashboardDraft(current?.dashboardRoot);
  useFirstCloud(clouds, current, statusText, showFormCloud);

  return {
    ...{ clouds, problem, reload, current, draft, statusText, setStatusText },
    ...{ importCount, pendingCloud, selectCloud, showImported },
    isFormReady: clouds !== null && current !== null && current.dashboardRoot === draft?.root,
    setDirty: (value) => {
      dirty.current = value;
    },
    discard: () => show(pendingCloud),
    keepEditing: () => setPendingCloud(null),
    showSaved: (id) => reload().then(() => showFormCloud({ id, isNew: false })),
    showRemoved: (text) => {
      show(null);
      setStatusText(text);
      void reload();
    },
  };
}

function useFirstCloud(
  clouds: Clouds['clouds'],
  current: FormCloud | null,
  statusText: string,
  showFormCloud: (formCloud: FormCloud) => void,
): void {
  const first = clouds?.[0]?.profile.id;
  useEffect(() => {
    if (clouds !== null && current === null && first !== undefined && statusText === '')
      showFormCloud({ id: first, isNew: false });
  }, [clouds, current, first, statusText]);
}

function useUnloadGuard(dirty: { current: boolean }): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (dirty.current) event.preventDefault();
    };
    addEventListener('beforeunload', guard);
    return () => removeEventListener('beforeunload', guard);
  }, []);
}
