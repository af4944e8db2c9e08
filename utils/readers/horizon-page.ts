import type { DashboardPage } from '@/utils/messaging/dashboard';
import { textOf } from './text';

/** @returns what the page's header says of who and where the person is. */
export function namesOn(document: Document): Omit<DashboardPage, 'panel'> {
  // Looked for in the header only: what is not there would be sought in all of a long list.
  const header = document.querySelector('.topbar') ?? document.body;
  const overview = header.querySelector('.context-overview');
  // Since Mitaka. Source: openstack_dashboard/templates/{header/_user_menu,context_selection/_overview}.html
  const text = (part: string) => textOf(overview?.querySelector(`.context-${part}`));
  const projectName = text('project');
  return {
    userName: textOf(header.querySelector('.user-menu .user-name')),
    ...(projectName === null
      ? namesInSpans(overview)
      : { projectName, domainName: text('domain'), regionName: text('region') }),
  };
}

/** Liberty has nameless spans: domain, project and region, of which only the project is always there. */
function namesInSpans(overview: Element | null) {
  const spans = [...(overview?.querySelectorAll(':scope > span:not([class])') ?? [])].map(textOf);
  const [domainName = null, projectName = null, regionName = null] =
    spans.length === 3 ? spans : spans.length === 1 ? [null, ...spans] : [];
  return { projectName, domainName, regionName };
}
