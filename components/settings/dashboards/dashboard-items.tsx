import { explain, hostLabel } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { DashboardView, OfferedDashboard } from '@/utils/messaging/views';

interface EnabledProps {
  dashboard: DashboardView;
  /** called inside the click */
  onAllow(origins: string[]): void;
  onDisable(): void;
}

/** An enabled dashboard. Offers access to its host first, then to those of Nova. */
export function EnabledItem({ dashboard, onAllow, onDisable }: EnabledProps) {
  const { root, origin, granted, missingAccess, hasConsoles } = dashboard;
  const originsToAllow = granted ? missingAccess : [origin];
  return (
    <li>
      <span class="host">
        <b>{root}</b>
        {!granted && <span class="hint">{i18n.t('settings.dashboards.notAllowed')}</span>}
        {granted && missingAccess.length > 0 && (
          <span class="hint">
            {i18n.t('settings.dashboards.missing', { hosts: missingAccess.map(hostLabel).join(', ') })}
          </span>
        )}
        {hasConsoles && <span class="hint">{i18n.t('settings.dashboards.hasConsoles')}</span>}
      </span>
      {originsToAllow.length > 0 && (
        <button type="button" class="button" onClick={() => onAllow(originsToAllow)}>
          {i18n.t('action.allowAccess')}
        </button>
      )}
      <button
        type="button"
        class="button quiet"
        aria-label={i18n.t('settings.dashboards.disableOne', { root })}
        onClick={onDisable}
      >
        {i18n.t('settings.dashboards.disable')}
      </button>
    </li>
  );
}

interface OfferedProps {
  offer: OfferedDashboard;
  onEnable(): void;
}

/** A dashboard that a cloud names, and why it is not enabled. */
export function OfferedItem({ offer: { url, cloudName, working, problem }, onEnable }: OfferedProps) {
  const explanation = problem === null ? null : explain(problem);
  return (
    <li>
      <span class="host">
        <b>{url}</b>
        <span class="hint">
          {working
            ? i18n.t('settings.dashboards.working')
            : i18n.t(`settings.dashboards.${explanation === null ? 'offered' : 'failed'}`, { cloud: cloudName })}
        </span>
        {explanation !== null && !working && (
          <span class="field-error">{`${explanation.sentence} ${explanation.nextStep}`}</span>
        )}
      </span>
      <button
        type="button"
        class="button"
        disabled={working}
        aria-label={i18n.t('settings.dashboards.enableOne', { root: url })}
        onClick={onEnable}
      >
        {i18n.t(explanation === null ? 'settings.dashboards.enable' : 'action.retry')}
      </button>
    </li>
  );
}
