import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { horizon } from '@/utils/dashboards/horizon/page';

/** An unlisted script, since WXT's content scripts add code for a context that is not needed here. */
export default defineUnlistedScript(() => {
  runDashboard(horizon);
});
