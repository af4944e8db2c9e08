/** on each added element; its value is the server id */
export const SERVER_ID_ATTRIBUTE = 'data-novnc-for-openstack';

/** Also removes elements that the extension's script added before an update. */
export function removeAddedElements(document: Document): void {
  for (const element of document.querySelectorAll(`[${SERVER_ID_ATTRIBUTE}]`)) element.remove();
}
