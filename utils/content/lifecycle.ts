/**
 * The event that ends the scripts in a page. Its name says which extension's are meant; the page may send it too, and
 * gets no more than buttons that go.
 */
export const STARTED = 'novnc-for-openstack:started';

/** What the background tells all tabs where something was taken away: whoever may be meant asks whether it still belongs. */
export const LOOK_AGAIN = 'novnc-for-openstack:look-again';

/**
 * Ends the content scripts that run in this page already: those of before an update, which are cut off from the
 * extension, and those that were started twice. They may live in worlds of their own, so they are told by an event.
 *
 * @param running ends this one in turn, at such an event or by its own hand
 */
export function replacePreviousScript(document: Document, running: AbortController): void {
  document.dispatchEvent(new Event(STARTED));
  document.addEventListener(STARTED, () => running.abort(), { once: true });
}
