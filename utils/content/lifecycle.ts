/** Ends the scripts in a page. The page may dispatch it too. */
export const SCRIPT_STARTED = 'novnc-for-openstack:started';

/** Message to content scripts: ask whether the dashboard is still enabled. */
export const CHECK_AGAIN = 'novnc-for-openstack:check-again';

/** Ends an earlier script in this page by an event, since nothing else reaches its JavaScript world. */
export function replacePreviousScript(document: Document, running: AbortController): void {
  document.dispatchEvent(new Event(SCRIPT_STARTED));
  document.addEventListener(SCRIPT_STARTED, () => running.abort(), { once: true });
}
