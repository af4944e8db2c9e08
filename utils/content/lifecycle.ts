/** The event that ends the scripts in a page. The page may dispatch it too: then the buttons disappear. */
export const SCRIPT_STARTED = 'novnc-for-openstack:started';

/** What the background sends to all tabs after an access was removed. */
export const CHECK_AGAIN = 'novnc-for-openstack:check-again';

/**
 * Ends older content scripts in this page: of before an update, or started twice. Only events reach their worlds.
 * @param running ended by the next such event
 */
export function replacePreviousScript(document: Document, running: AbortController): void {
  document.dispatchEvent(new Event(SCRIPT_STARTED));
  document.addEventListener(SCRIPT_STARTED, () => running.abort(), { once: true });
}
