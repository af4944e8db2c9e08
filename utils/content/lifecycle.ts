/** Ends the scripts in a page. The page may dispatch it too. */
export const SCRIPT_STARTED = 'novnc-for-openstack:started';

/** Sent to all tabs after an access was removed. */
export const CHECK_AGAIN = 'novnc-for-openstack:check-again';

/** Ends older content scripts in this page. Only events reach their worlds. */
export function replacePreviousScript(document: Document, running: AbortController): void {
  document.dispatchEvent(new Event(SCRIPT_STARTED));
  document.addEventListener(SCRIPT_STARTED, () => running.abort(), { once: true });
}
