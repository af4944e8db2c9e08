/** A content script that starts dispatches it to end those that run in the page already. The page may dispatch it too. */
export const SCRIPT_STARTED = 'novnc-for-openstack:started';

/** Message to content scripts: ask again whether the dashboard is enabled. */
export const CHECK_AGAIN = 'novnc-for-openstack:check-again';

/** By an event: nothing else reaches a script that was injected before the extension was updated. */
export function replacePreviousScript(document: Document, thisScript: AbortController): void {
  document.dispatchEvent(new Event(SCRIPT_STARTED));
  document.addEventListener(SCRIPT_STARTED, () => thisScript.abort(), { once: true });
}
