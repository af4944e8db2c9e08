/**
 * From Liberty on; a theme may lack one. Source: openstack_dashboard/templates/base.html,
 * horizon/templates/horizon/_messages.html
 */
const OWN_ELEMENTS = ['body[ng-app="horizon.app"]', '#main_content > .messages', '.topbar .context-overview'];
/** The login page has only the last one. */
const COMMON_ELEMENTS = ['#sidebar', '#modal_wrapper'];

const TWO_OWN_ELEMENTS = `${OWN_ELEMENTS[0]} ${OWN_ELEMENTS[1]}`;

/** @returns whether there are two, one of them Horizon's own */
export function isHorizon(document: Document): boolean {
  const has = (selector: string) => document.querySelector(selector) !== null;
  if (has(TWO_OWN_ELEMENTS)) return true;
  const first = OWN_ELEMENTS.findIndex(has);
  return first >= 0 && [...OWN_ELEMENTS.slice(first + 1), ...COMMON_ELEMENTS].some(has);
}
