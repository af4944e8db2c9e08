import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { horizon } from '@/utils/dashboards/horizon/page';

/**
 * The content script of Horizons, registered for enabled ones only. Not one of WXT's content scripts: those bring a context
 * with timers and messages of its own. In braces, so that WXT can leave the function out when it runs this file for its
 * options.
 */
export default defineUnlistedScript(() => {
  runDashboard(horizon);
});
