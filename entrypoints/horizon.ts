import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { horizon } from '@/utils/dashboards/horizon/page';

/**
 * The content script of Horizons: the background registers it for those that are enabled only. A plain script, since WXT's
 * content scripts bring a context with timers and messages of its own; what that does is done by `replacePreviousScript` and the API.
 * In braces, by which WXT finds the function and leaves it out when it runs this file for its options.
 */
export default defineUnlistedScript(() => {
  runDashboard(horizon);
});
