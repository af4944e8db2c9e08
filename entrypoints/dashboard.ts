import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runDashboard } from '@/components/dashboard/run';
import { horizon } from '@/utils/readers/horizon';

/**
 * The content script of Horizons: the background registers it for those that are enabled only. A plain script, since WXT's
 * content scripts bring a context with timers and messages of its own; what that does is done by `takeOver` and the API.
 */
export default defineUnlistedScript(() => runDashboard(horizon));
