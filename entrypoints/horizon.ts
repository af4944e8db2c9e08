import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { horizon } from '@/utils/dashboards/horizon/page';

/** Unlisted, since WXT adds code to content scripts. */
export default defineUnlistedScript(() => {
  runDashboard(horizon);
});
