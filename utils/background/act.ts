import type { Consoles } from '@/utils/consoles/consoles';
import type { DashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Wanted } from '@/utils/messaging/map';

interface ActDeps {
  consoles: Consoles;
  dashboards: Dashboards;
  dashboardConsoles: DashboardConsoles;
}

/** Does what a person wanted; asked twice with the same id it does it once. */
export type Act = (wanted: Wanted, requestId: string) => Promise<void>;

/** Throws as the use case does. */
export function createAct({ consoles, dashboards, dashboardConsoles }: ActDeps): Act {
  return async (wanted, requestId) => {
    switch (wanted.kind) {
      case 'open':
        await consoles.open({ ...wanted, requestId });
        return;
      case 'reopen':
        await consoles.reopen({ requestId });
        return;
      case 'enable':
        await dashboards.enable(wanted.url, wanted.dashboard);
        return;
      case 'dashboard':
        await dashboardConsoles.openWanted(wanted.root, wanted.page, wanted.server, requestId, wanted.tab);
    }
  };
}
