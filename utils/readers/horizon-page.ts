import type { DashboardPage } from '@/utils/messaging/dashboard';
import { textOf } from './text';

/** @returns what the page's header says of who and where the person is. */
export function namesOn(document: Document): Omit<DashboardPage, 'panel'> {
  // Looked for in the header only: what is not there would be sought in all of a long list.
  const header = document.querySelector('.topbar') ?? document.body;
  const overview = header.querySelector('.context-overview');
  const text = (selector: string) => textOf(overview?.querySelector(selector));
  // Liberty has nameless spans: domain, project and region, of which only the project is always there.
  const spans = [...(overview?.querySelectorAll(':scope > span:not([class])') ?? [])].map(textOf);
  const [domain = null, project = null, region = null] =
    spans.length === 3 ? spans : spans.length === 1 ? [null, ...spans] : [];
  // Since Mitaka. Source: openstack_dashboard/templates/{header/_user_menu,context_selection/_overview}.html
  return {
    userName: textOf(header.querySelector('.user-menu .user-name')),
    projectName: text('.context-project') ?? project,
    domainName: text('.context-domain') ?? domain,
    regionName: text('.context-region') ?? region,
  };
}
