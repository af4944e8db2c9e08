/** on everything that is added to a page; its value is the server's id */
export const SERVER_ID_ATTRIBUTE = 'data-novnc-for-openstack';

/** Removes all that this script, or one of before an update, added to a page. */
export function removeAddedElements(document: Document): void {
  for (const element of document.querySelectorAll(`[${SERVER_ID_ATTRIBUTE}]`)) element.remove();
}
