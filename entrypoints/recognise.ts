import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { recognise } from '@/utils/dashboards/recognise';

/** Returns the result of `scripting.executeScript`. */
export default defineUnlistedScript(() => recognise(document, new URL(location.href)));
