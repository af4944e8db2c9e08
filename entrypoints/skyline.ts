import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { skyline } from '@/utils/dashboards/skyline/page';

export default defineUnlistedScript(() => {
  runDashboard(skyline);
});
