import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { recognise } from '@/utils/dashboards/recognise';

/**
 * For `scripting.executeScript({ target: { tabId }, files: ['/recognise.js'] })`: its result is the kind and the root
 * of the dashboard that the tab shows, or null.
 */
export default defineUnlistedScript(() => recognise(document, new URL(location.href)));
