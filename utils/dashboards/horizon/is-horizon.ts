/**
 * Elements of every Horizon since Liberty; a theme may lack one of them. Source:
 * openstack_dashboard/templates/base.html, horizon/templates/horizon/_messages.html
 */
const OWN_ELEMENTS = ['body[ng-app="horizon.app"]', '#main_content > .messages', '.topbar .context-overview'];
/** The login page has only the last of them. */
const COMMON_ELEMENTS = ['#sidebar', '#modal_wrapper'];

const TWO_OWN_ELEMENTS = `${OWN_ELEMENTS[0]} ${OWN_ELEMENTS[1]}`;

/** Needs two of the elements, one of which only Horizon has. */
export function isHorizon(document: Document): boolean {
  const has = (selector: string) => document.querySelector(selector) !== null;
  if (has(TWO_OWN_ELEMENTS)) return true;
  const first = OWN_ELEMENTS.findIndex(has);
  return first >= 0 && [...OWN_ELEMENTS.slice(first + 1), ...COMMON_ELEMENTS].some(has);
}
