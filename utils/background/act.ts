import type { Consoles } from '@/utils/consoles/consoles';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Wanted } from '@/utils/messaging/map';

/** Does what a person wanted, without a page that looks on. Throws as the use case does. */
export function createAct({ consoles, dashboards }: { consoles: Consoles; dashboards: Dashboards }) {
  return async (wanted: Wanted, requestId: string): Promise<void> => {
    switch (wanted.kind) {
      case 'open':
        await consoles.open({ ...wanted, requestId });
        return;
      case 'reopen':
        await consoles.reopen({ requestId });
        return;
      case 'enable':
        await dashboards.enable(wanted.url, wanted.dashboard);
    }
  };
}
