import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { horizon } from '@/utils/dashboards/horizon/page';

/** Unlisted: WXT's content scripts add code that is not needed here. */
export default defineUnlistedScript(() => {
  runDashboard(horizon);
});
