/** On everything that is added to a page; its value is the server's id. */
export const MARK = 'data-novnc-for-openstack';

/** Takes away all that was added, by this script or by one that an update left behind. */
export function removeAll(document: Document): void {
  for (const element of document.querySelectorAll(`[${MARK}]`)) element.remove();
}
