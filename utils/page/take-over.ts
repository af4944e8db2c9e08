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
 * @returns what ends this one in turn: such an event, or its own hand
 */
export function takeOver(document: Document): AbortController {
  document.dispatchEvent(new Event(STARTED));
  const controller = new AbortController();
  document.addEventListener(STARTED, () => controller.abort(), { once: true });
  return controller;
}
