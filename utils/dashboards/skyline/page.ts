import type { AddedElementKind, ButtonSlot, DashboardAdapter } from '@/utils/dashboards/adapter';
import { textOf, UUID } from '@/utils/dashboards/dom';

/** skyline-console src/pages/compute/routes/index.js */
const INSTANCES = new RegExp(`^/compute/instance(-admin)?(?:/detail/(${UUID}))?/?$`);

const SERVER_ID = new RegExp(`^${UUID}$`);

/** Ant Design 4 */
const CLASSES: Record<AddedElementKind, string> = {
  button: 'ant-btn ant-btn-link',
  icon: 'ant-btn ant-btn-link',
  message: 'ant-alert ant-alert-error ant-alert-no-icon',
  close: 'ant-alert-close-icon',
  action: 'ant-btn ant-btn-sm',
  'failed-call': 'ant-typography ant-typography-secondary',
};

/** A single-page app. Source: openstack/skyline-console src/components/Tables/Base, src/containers/TabDetail */
export const skyline: DashboardAdapter = {
  isSinglePageApp: true,
  // also before its scripts ran
  matches: (document) => document.querySelector('body > #app') !== null,
  observedElement: (document) => document.getElementById('app'),

  view(document, { pathname }) {
    const match = INSTANCES.exec(pathname);
    if (match === null) return null;
    const [, admin, id] = match;
    const slots = id === undefined ? rowSlots(document) : headerSlots(document, id);
    const page = () => ({ panel: admin ? ('admin' as const) : ('project' as const), ...namesOn(document) });
    return { page, slots, variant: 'button' };
  },

  messagesParent: (document) => document.querySelector('#app .ant-layout-content') ?? document.body,

  style(element, part) {
    element.className = CLASSES[part];
  },

  cleanup() {},
};

function rowSlots(document: Document): ButtonSlot[] {
  const rows = document.querySelectorAll('#app .sl-table tr.ant-table-row[data-row-key]');
  return [...rows].flatMap((row) => {
    const id = row.getAttribute('data-row-key') ?? '';
    if (!SERVER_ID.test(id)) return [];
    // src/utils/table.jsx `getNameRenderByRouter`
    const link = row.querySelector(`a[href*="/compute/instance"][href$="/detail/${id}"]`);
    const actions = row.lastElementChild;
    if (link === null || actions === null) return [];
    return [slotOf(id, textOf(link.parentElement?.nextElementSibling), row, actions)];
  });
}

function headerSlots(document: Document, id: string): ButtonSlot[] {
  const main = document.querySelector('#app .detail-main');
  const actions = main?.firstElementChild;
  // The page fills these in later, the name first.
  const name = main?.querySelector('.ant-descriptions-item-content');
  return main && actions && name ? [slotOf(id, textOf(name), main, actions)] : [];
}

function slotOf(id: string, name: string | null, statusParent: Element, buttonParent: Element): ButtonSlot {
  const state = [...statusParent.querySelectorAll('.ant-badge-status')].map(textOf).join('\n');
  return {
    server: { id, name: name === '-' ? null : name, checkStatus: true },
    buttonParent,
    // src/components/Tables/Base/ItemActionButtons
    insert: (button) => (buttonParent.firstElementChild ?? buttonParent).prepend(button),
    state: () => state,
  };
}

/** The user is in a closed menu (GlobalHeader/ProjectDropdown.jsx). */
function namesOn(document: Document) {
  const header = document.getElementById('project-switch');
  const [project = null] = [...(header?.querySelectorAll(':scope > span:not([class])') ?? [])].map(textOf);
  const domain = header?.querySelector(':scope > span[class*="__domain--"]');
  const region = header?.querySelector('[class*="__region-item--"], .ant-select-selection-item');
  return { userName: null, projectName: project, domainName: textOf(domain), regionName: textOf(region) };
}
