/** Event of a content script that starts: it ends those that run in the page already. The page may dispatch it too. */
export const SCRIPT_STARTED = 'novnc-for-openstack:started';

/** To content scripts: is the dashboard still enabled? */
export const CHECK_AGAIN = 'novnc-for-openstack:check-again';

/** By an event: nothing else reaches the JavaScript world of a script of before an update of the extension. */
export function replacePreviousScript(document: Document, running: AbortController): void {
  document.dispatchEvent(new Event(SCRIPT_STARTED));
  document.addEventListener(SCRIPT_STARTED, () => running.abort(), { once: true });
}
