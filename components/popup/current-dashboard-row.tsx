import { useCallback, useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { addressLabel, hostLabel } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { CurrentDashboard } from '@/utils/messaging/views';
import type { Popup } from './use-popup';

/** Where the tab shows a dashboard: enables it, allows its cloud's hosts, or saves its cloud. */
export function CurrentDashboardRow({ popup }: { popup: Popup }) {
  const api = usePageApi();
  const [current, setCurrent] = useState<CurrentDashboard | null>(null);
  const { hasSnapshot, progress } = popup.state;
  const hasAccessChanged = progress?.kind === 'enabled' || progress?.kind === 'allowed';
  const reload = useCallback(() => void api.currentDashboard().then(setCurrent), [api]);

  useEffect(() => {
    if (hasSnapshot) reload();
  }, [reload, hasSnapshot, hasAccessChanged]);

  if (current === null) return null;
  const { root, kind, enabled, isCloudSaved, hasNormalCookies, missingAccess } = current;
  if (enabled && (isCloudSaved || !hasNormalCookies) && missingAccess.length === 0) return null;
  const { host } = new URL(root);
  const allow = () => void api.requestAccess(missingAccess).then(reload);
  const save = () => void api.openSettings({ dashboard: root });
  return (
    <section class="dashboard" aria-label={i18n.t('popup.dashboard.label', { host })}>
      {!enabled && (
        <>
          <p>{i18n.t('popup.dashboard.found', { host: addressLabel(root) })}</p>
          <button
            type="button"
            class="button primary"
            onClick={() =>
              popup.requestAccess(
                { kind: 'enable', url: root, dashboard: kind },
                [api.matchPatternOf(root) ?? ''],
                popup.refresh,
              )
            }
          >
            {i18n.t('popup.dashboard.enable')}
          </button>
        </>
      )}
      {enabled && missingAccess.length > 0 && (
        <>
          <p>{i18n.t('popup.dashboard.missing', { hosts: missingAccess.map(hostLabel).join(', ') })}</p>
          <button type="button" class="button" onClick={allow}>
            {i18n.t('action.allowAccess')}
          </button>
        </>
      )}
      {enabled && !isCloudSaved && hasNormalCookies && (
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
