import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { CloudView, DashboardsView, DashboardView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';

/** Why the dashboard at `url` was not enabled. */
export interface EnableError {
  problem: Problem;
  accessDenied: boolean;
  url: string;
}

/** The dashboards, and what the user can do. */
export interface DashboardSettings {
  /** null until known */
  dashboards: DashboardsView | null;
  enabling: 'working' | 'enabled' | null;
  error: EnableError | null;
  /** call it inside a click: it asks for host access */
  enable(url: string, origins: string[], kind?: DashboardView['kind'] | null): void;
  /** for an enabled dashboard; call it inside a click */
  requestAccess(origins: string[]): void;
  disable(root: string): void;
  clearEnabling(): void;
}

const NO_DASHBOARDS: DashboardsView = { enabled: [], offered: [] };

/** The enabled and the offered dashboards. @param clouds a change loads them again */
export function useDashboards(clouds: CloudView[] | null, onEnabled: () => void): DashboardSettings {
  const api = usePageApi();
  const [dashboards, setDashboards] = useState<DashboardsView | null>(null);
  const [enabling, setEnabling] = useState<DashboardSettings['enabling']>(null);
  const [error, setError] = useState<EnableError | null>(null);

  const reload = async () => {
    const reply = await api.send('listDashboards', {});
    setDashboards((known) => (reply.ok ? reply.value : (known ?? NO_DASHBOARDS)));
    return reply.ok ? reply.value : NO_DASHBOARDS;
  };
  useEffect(() => {
    void reload().then(async ({ offered }) => {
      // Waits for dashboards that the background is enabling, or starts again if the worker ended.
      const working = offered.filter((offer) => offer.working);
      if (working.length === 0) return;
      await Promise.all(working.map((offer) => api.send('enableDashboard', { url: offer.url, dashboardKind: null })));
      await reload();
    });
  }, [api, clouds]);

  const enable: DashboardSettings['enable'] = (url, origins, kind = null) => {
    if (enabling === 'working') return;
    if (api.normalizeDashboardUrl(url) === null || origins.length === 0)
      return setError({ problem: { code: 'DASHBOARD_NOT_FOUND', facts: {} }, accessDenied: false, url });
    setEnabling('working');
    setError(null);
    void api.requestAccess(origins).then(async (granted) => {
      const reply = granted
        ? await api.send('enableDashboard', { url, dashboardKind: kind })
        : { ok: false as const, problem: { code: 'HOST_PERMISSION_MISSING' as const, facts: { origins } } };
      setEnabling(reply.ok ? 'enabled' : null);
      if (reply.ok) onEnabled();
      const { offered } = await reload();
      // an offered dashboard shows it itself
      const isShown = offered.some((offer) => offer.problem !== null && offer.url === api.normalizeDashboardUrl(url));
      if (!reply.ok && (!granted || !isShown)) setError({ problem: reply.problem, accessDenied: !granted, url });
    });
  };

  return {
    ...{ dashboards, enabling, error, enable },
    requestAccess: (origins) => void api.requestAccess(origins).then(reload),
    disable: (root) => void api.send('disableDashboard', { root }).then(reload),
    clearEnabling: () => setEnabling(null),
  };
}
