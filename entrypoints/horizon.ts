import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { horizon } from '@/utils/dashboards/horizon/page';

/** Not one of WXT's content scripts, which add a context. */
export default defineUnlistedScript(() => {
  runDashboard(horizon);
});
