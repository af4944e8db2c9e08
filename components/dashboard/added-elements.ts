/** On each added element; value: server id. */
export const SERVER_ID_ATTRIBUTE = 'data-novnc-for-openstack';

/** Also those of a content script that ran in this page before. */
export function removeAddedElements(document: Document): void {
  for (const element of document.querySelectorAll(`[${SERVER_ID_ATTRIBUTE}]`)) element.remove();
}
