/**
 * What only Horizon has, in all its releases from Liberty on; a theme may lose one of them.
 * Source: openstack_dashboard/templates/base.html, horizon/templates/horizon/_messages.html
 */
const OWN_MARKS = ['body[ng-app="horizon.app"]', '#main_content > .messages', '.topbar .context-overview'];
/** What Horizon has as well, in all releases, though others may have it too; the login page has the last one only. */
const OTHER_MARKS = ['#sidebar', '#modal_wrapper'];

/** Two of its own in one look, which is all that most pages need. */
const BOTH = `${OWN_MARKS[0]} ${OWN_MARKS[1]}`;

/** @returns whether at least two marks are there, one of them Horizon's own. It stops looking when it knows. */
export function isHorizon(document: Document): boolean {
  const has = (selector: string) => document.querySelector(selector) !== null;
  if (has(BOTH)) return true;
  const first = OWN_MARKS.findIndex(has);
  return first >= 0 && [...OWN_MARKS.slice(first + 1), ...OTHER_MARKS].some(has);
}
