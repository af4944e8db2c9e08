import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { skyline } from '@/utils/dashboards/skyline/page';

/** The content script of Skylines, as `dashboard.ts` is that of Horizons: neither looks at the other's pages. */
export default defineUnlistedScript(() => {
  runDashboard(skyline);
});
