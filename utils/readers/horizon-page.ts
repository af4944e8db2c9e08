import type { DashboardPage } from '@/utils/messaging/dashboard';
import { textOf } from './text';

/** @returns what the page's header says of who and where the person is. */
export function namesOn(document: Document): Omit<DashboardPage, 'panel'> {
  // Looked for in the header only: what is not there would be sought in all of a long list.
  const header = document.querySelector('.topbar') ?? document.body;
  const overview = header.querySelector('.context-overview');
  // Since Mitaka. Source: openstack_dashboard/templates/{header/_user_menu,context_selection/_overview}.html
  // Each of them may be missing: a login with the system's scope has no project.
  const text = (part: string) => textOf(overview?.querySelector(`.context-${part}`));
  const names = { projectName: text('project'), domainName: text('domain'), regionName: text('region') };
  const isNamed = Object.values(names).some((name) => name !== null);
  return {
    userName: textOf(header.querySelector('.user-menu .user-name')),
    ...(isNamed ? names : namesInSpans(overview)),
  };
}

/** Liberty has spans without classes: domain, project and region, of which only the project is always there. */
function namesInSpans(overview: Element | null) {
  const spans = [...(overview?.querySelectorAll(':scope > span:not([class])') ?? [])].map(textOf);
  const [domainName = null, projectName = null, regionName = null] =
    spans.length === 3 ? spans : spans.length === 1 ? [null, ...spans] : [];
  return { projectName, domainName, regionName };
}
