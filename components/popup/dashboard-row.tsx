import { useCallback, useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { hostOf } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { CurrentDashboard } from '@/utils/messaging/views';
import type { Popup } from './use-popup';

/** On a tab that shows a dashboard: put the button into it, let it open consoles at once, or make a cloud of it. */
export function DashboardRow({ popup }: { popup: Popup }) {
  const api = usePageApi();
  const [here, setHere] = useState<CurrentDashboard | null>(null);
  const { ready, progress } = popup.state;
  const enabledNow = progress?.kind === 'enabled' || progress?.kind === 'allowed';
  const look = useCallback(() => void api.currentDashboard().then(setHere), [api]);

  useEffect(() => {
    if (ready) look();
  }, [look, ready, enabledNow]);

  if (here === null) return null;
  const { root, kind, enabled, saved, readable, missing } = here;
  if (enabled && (saved || !readable) && missing.length === 0) return null;
  const host = new URL(root).host;
  const allow = () => void api.requestAccess(missing).then(look);
  const save = () => void api.openSettings({ dashboard: root });
  return (
    <section class="dashboard" aria-label={i18n.t('popup.dashboard.label', { host })}>
      {!enabled && (
        <>
          <p>{i18n.t('popup.dashboard.found', { host })}</p>
          <button
            type="button"
            class="button primary"
            onClick={() =>
              popup.allow({ kind: 'enable', url: root, dashboard: kind }, [api.originOf(root) ?? ''], popup.refresh)
            }
          >
            {i18n.t('popup.dashboard.enable')}
          </button>
        </>
      )}
      {enabled && missing.length > 0 && (
        <>
          <p>{i18n.t('popup.dashboard.missing', { hosts: missing.map(hostOf).join(', ') })}</p>
          <button type="button" class="button" onClick={allow}>
            {i18n.t('action.allowAccess')}
          </button>
        </>
      )}
      {enabled && !saved && readable && (
        <>
          <p>{i18n.t('popup.dashboard.enabled')}</p>
          <button type="button" class="button" onClick={save}>
            {i18n.t('popup.dashboard.save')}
          </button>
        </>
      )}
    </section>
  );
}
