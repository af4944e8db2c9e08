import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { recognise } from '@/utils/dashboards/recognise';

/** The result of `scripting.executeScript` is the kind and root of the dashboard that the tab shows, or null. */
export default defineUnlistedScript(() => recognise(document, new URL(location.href)));
