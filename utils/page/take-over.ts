/**
 * The event that ends the scripts in a page. Its name says which extension's are meant; the page may send it too, and
 * gets no more than buttons that go.
 */
export const STARTED = 'novnc-for-openstack:started';

/**
 * Ends the content scripts that run in this page already: those of before an update, which are cut off from the
 * extension, and those that were started twice. They may live in worlds of their own, so they are told by an event.
 *
 * @returns the signal that ends this one in turn
 */
export function takeOver(document: Document): AbortSignal {
  document.dispatchEvent(new Event(STARTED));
  const controller = new AbortController();
  document.addEventListener(STARTED, () => controller.abort(), { once: true });
  return controller.signal;
}
