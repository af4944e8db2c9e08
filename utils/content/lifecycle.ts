/**
 * The event that ends the scripts in a page; its name says which extension's are meant. The page may dispatch it too: then
 * the buttons disappear.
 */
export const SCRIPT_STARTED = 'novnc-for-openstack:started';

/** What the background sends to all tabs after an access was removed: scripts ask whether they still belong there. */
export const CHECK_AGAIN = 'novnc-for-openstack:check-again';

/**
 * Ends the content scripts that run in this page already: one of before an update, which is cut off from the extension, or
 * one that was started twice. They may live in other worlds of the page, which only events reach.
 *
 * @param running ended by the next such event
 */
export function replacePreviousScript(document: Document, running: AbortController): void {
  document.dispatchEvent(new Event(SCRIPT_STARTED));
  document.addEventListener(SCRIPT_STARTED, () => running.abort(), { once: true });
}
