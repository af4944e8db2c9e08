import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { skyline } from '@/utils/dashboards/skyline/page';

/** The content script of Skylines, as `horizon.ts` is that of Horizons. */
export default defineUnlistedScript(() => {
  runDashboard(skyline);
});
