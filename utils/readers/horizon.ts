import type { DashboardPage } from '@/utils/messaging/dashboard';
import { isHorizon } from './horizon-marks';
import { namesOn } from './horizon-page';
import { headerPlaces, rowPlaces } from './horizon-places';
import type { Part, Reader } from './reader';

/** Source: openstack_dashboard/dashboards/{project,admin}/instances/urls.py: the same in all releases */
const INSTANCES = /^.*\/(project|admin)\/instances\/(?:([\da-f-]{36})(?:\/|\/detail)?)?$/;

/** What Nova gives its servers; Horizon itself takes any text. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Bootstrap 3, in all releases and themes */
const CLASSES: Record<Part, string> = {
  button: 'btn btn-default btn-sm',
  message: 'alert alert-danger alert-dismissable',
  close: 'close',
  action: 'btn btn-default btn-sm',
  technical: 'small',
};

/** Horizon from Liberty (2015.2) to 2026.1 and later. Source: https://opendev.org/openstack/horizon */
export const horizon: Reader = {
  knows: isHorizon,

  watched(document, url) {
    return INSTANCES.test(url.pathname) ? document.getElementById('content_body') : null;
  },

  view(document, url) {
    const match = INSTANCES.exec(url.pathname);
    if (match === null) return null;
    const [, panel, id] = match as unknown as [string, DashboardPage['panel'], string | undefined];
    const places = id === undefined ? rowPlaces(document) : headerPlaces(document, id);
    return {
      page: { panel, ...namesOn(document) },
      places: places.filter(({ server }) => UUID.test(server.id)),
    };
  },

  messages: (document) => document.querySelector('#main_content > .messages') ?? document.body,

  dress(element, part) {
    element.className = CLASSES[part];
    // Horizon compiles a table anew after each change, and would run what a server's name holds.
    // Source: horizon/static/framework/framework.module.js `recompileAngularContent`
    element.setAttribute('ng-non-bindable', '');
  },
};
