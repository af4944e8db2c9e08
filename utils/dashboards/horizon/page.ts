import type { AddedElementKind, DashboardAdapter } from '@/utils/dashboards/adapter';
import { textOf, UUID } from '@/utils/dashboards/dom';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { isHorizon } from './is-horizon';
import { headerSlots, rowSlots } from './slots';

/** openstack_dashboard/dashboards/{project,admin}/instances/urls.py, all releases */
const INSTANCES = new RegExp(`^.*/(project|admin)/instances/(?:(${UUID})(?:/|/detail)?)?$`);

/** Bootstrap 3 */
const CLASSES: Record<AddedElementKind, string> = {
  button: 'btn btn-default btn-sm',
  icon: 'btn btn-default btn-sm',
  message: 'alert alert-danger alert-dismissable',
  close: 'close',
  action: 'btn btn-default btn-sm',
  'failed-call': 'small',
};

/** As wide as its icon, so that no column wraps. */
const ICON_ONLY =
  'box-sizing: content-box; width: .95em; overflow: hidden; white-space: nowrap; word-spacing: 4em; text-align: left';

/** The styles that ./slots.ts sets. */
const CHANGED_STYLES = [
  ['td.actions_column', 'white-space'],
  ['.page-header > .row', 'display'],
  ['.detail-title', 'flex', 'min-width'],
  ['.detail-actions', 'flex', 'width'],
] as const;

/** From Liberty (2015.2) on. */
export const horizon: DashboardAdapter = {
  isSinglePageApp: false,
  matches: isHorizon,

  // Source: openstack_dashboard/templates/base.html
  observedElement(document, { pathname }) {
    return INSTANCES.test(pathname) ? document.getElementById('content_body') : null;
  },

  view(document, { pathname }) {
    const match = INSTANCES.exec(pathname);
    if (match === null) return null;
    const [, panel, id] = match as unknown as [string, DashboardPage['panel'], string | undefined];
    return {
      page: () => ({ panel, ...namesOn(document) }),
      slots: id === undefined ? rowSlots(document) : headerSlots(document, id),
      variant: id === undefined ? 'icon' : 'button',
    };
  },

  messagesParent: (document) => document.querySelector('#main_content > .messages') ?? document.body,

  style(element, part) {
    element.className = CLASSES[part];
    if (part === 'icon') element.style.cssText = ICON_ONLY;
    // Horizon compiles changed tables again, and would run what a server's name holds. Source:
    // horizon/static/framework/framework.module.js `recompileAngularContent`
    element.setAttribute('ng-non-bindable', '');
  },

  cleanup(document) {
    for (const [selector, ...properties] of CHANGED_STYLES) {
      for (const element of document.querySelectorAll<HTMLElement>(`#content_body ${selector}[style]`)) {
        for (const property of properties) element.style.removeProperty(property);
        if (element.getAttribute('style') === '') element.removeAttribute('style');
      }
    }
  },
};

/** The names in the page's header; null: not shown. */
export function namesOn(document: Document): Omit<DashboardPage, 'panel'> {
  // Searches the header only: a long list takes long.
  const header = document.querySelector('.topbar') ?? document.body;
  const overview = header.querySelector('.context-overview');
  // Since Mitaka. Source: openstack_dashboard/templates/{header/_user_menu,context_selection/_overview}.html
  const text = (part: string) => textOf(overview?.querySelector(`.context-${part}`));
  const names = { projectName: text('project'), domainName: text('domain'), regionName: text('region') };
  const isNamed = Object.values(names).some((name) => name !== null);
  return {
    userName: textOf(header.querySelector('.user-menu .user-name')),
    ...(isNamed ? names : namesInSpans(overview)),
  };
}

/** In Liberty the text is: domain, project and region; or the project only. */
function namesInSpans(overview: Element | null) {
  const spans = [...(overview?.querySelectorAll(':scope > span:not([class])') ?? [])].map(textOf);
  const [domainName = null, projectName = null, regionName = null] =
    spans.length === 3 ? spans : spans.length === 1 ? [null, ...spans] : [];
  return { projectName, domainName, regionName };
}
