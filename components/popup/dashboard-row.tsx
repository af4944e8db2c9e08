import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import type { DashboardHere } from '@/utils/messaging/views';
import type { Popup } from './use-popup';

/** On a tab that shows a dashboard: put the button into it, or make a cloud of it. */
export function DashboardRow({ popup }: { popup: Popup }) {
  const api = usePageApi();
  const [here, setHere] = useState<DashboardHere | null>(null);
  const { ready, progress } = popup.state;
  const enabledNow = progress?.kind === 'enabled' || progress?.kind === 'allowed';

  useEffect(() => {
    if (ready) void api.dashboardHere().then(setHere);
  }, [api, ready, enabledNow]);

  if (here === null || (here.enabled && here.saved)) return null;
  const { root, kind } = here;
  const host = new URL(root).host;
  return (
    <section class="dashboard" aria-label={i18n.t('popup.dashboard.label', { host })}>
      <p>{here.enabled ? i18n.t('popup.dashboard.enabled') : i18n.t('popup.dashboard.found', { host })}</p>
      {here.enabled ? (
        <button type="button" class="button" onClick={() => void api.openSettings({ dashboard: root })}>
          {i18n.t('popup.dashboard.save')}
        </button>
      ) : (
        <button
          type="button"
          class="button primary"
          onClick={() =>
            popup.allow({ kind: 'enable', url: root, dashboard: kind }, [api.originOf(root) ?? ''], popup.refresh)
          }
        >
          {i18n.t('popup.dashboard.enable')}
        </button>
      )}
    </section>
  );
}
