import type { DashboardPage } from '@/utils/messaging/dashboard';
import { isHorizon } from './horizon-marks';
import { namesOn } from './horizon-page';
import { headerPlaces, rowPlaces } from './horizon-places';
import type { Part, Reader } from './reader';
import { UUID } from './uuid';

/** Source: openstack_dashboard/dashboards/{project,admin}/instances/urls.py: the same in all releases */
const INSTANCES = new RegExp(`^.*/(project|admin)/instances/(?:(${UUID})(?:/|/detail)?)?$`);

/** Bootstrap 3, in all releases and themes */
const CLASSES: Record<Part, string> = {
  button: 'btn btn-default btn-sm',
  icon: 'btn btn-default btn-sm',
  message: 'alert alert-danger alert-dismissable',
  close: 'close',
  action: 'btn btn-default btn-sm',
  technical: 'small',
};

/**
 * As wide as its icon, whatever a theme's padding is: with the words beside it the other columns of a list would wrap,
 * and its rows grow. The words are there for screen readers and for who looks for them, cut off at the edge.
 */
const ICON_ONLY =
  'box-sizing: content-box; width: .95em; overflow: hidden; white-space: nowrap; word-spacing: 4em; text-align: left';

/** What was styled to make room for the buttons, and how: Horizon itself has no such styles. Source: horizon-places.ts */
const ROOM = [
  ['td.actions_column', 'white-space'],
  ['.page-header > .row', 'display'],
  ['.detail-title', 'flex', 'min-width'],
  ['.detail-actions', 'flex', 'width'],
] as const;

/** Horizon from Liberty (2015.2) to 2026.1 and later. Source: https://opendev.org/openstack/horizon */
export const horizon: Reader = {
  changesInPlace: false,
  knows: isHorizon,

  // There since Liberty (8.0), in each page. Source: openstack_dashboard/templates/base.html
  watched(document, { pathname }) {
    return INSTANCES.test(pathname) ? document.getElementById('content_body') : null;
  },

  view(document, { pathname }) {
    const match = INSTANCES.exec(pathname);
    if (match === null) return null;
    const [, panel, id] = match as unknown as [string, DashboardPage['panel'], string | undefined];
    return {
      page: () => ({ panel, ...namesOn(document) }),
      places: id === undefined ? rowPlaces(document) : headerPlaces(document, id),
      look: id === undefined ? 'icon' : 'button',
    };
  },

  messages: (document) => document.querySelector('#main_content > .messages') ?? document.body,

  dress(element, part) {
    element.className = CLASSES[part];
    if (part === 'icon') element.style.cssText = ICON_ONLY;
    // Horizon compiles a table anew after each change, and would run what a server's name holds.
    // Source: horizon/static/framework/framework.module.js `recompileAngularContent`
    element.setAttribute('ng-non-bindable', '');
  },

  tidy(document) {
    for (const [selector, ...properties] of ROOM) {
      for (const element of document.querySelectorAll<HTMLElement>(`#content_body ${selector}[style]`)) {
        for (const property of properties) element.style.removeProperty(property);
        if (element.getAttribute('style') === '') element.removeAttribute('style');
      }
    }
  },
};
