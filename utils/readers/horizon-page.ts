import type { DashboardPage } from '@/utils/messaging/dashboard';

/** @returns what the page's header says of who and where the person is. */
export function namesOn(document: Document): Omit<DashboardPage, 'root' | 'panel'> {
  const text = (selector: string) => textOf(document.querySelector(selector));
  // Liberty has nameless spans: domain, project and region, of which only the project is always there.
  const spans = [...document.querySelectorAll('.context-overview > span:not([class])')].map(textOf);
  const [domain = null, project = null, region = null] =
    spans.length === 3 ? spans : spans.length === 1 ? [null, ...spans] : [];
  // Since Mitaka. Source: openstack_dashboard/templates/{header/_user_menu,context_selection/_overview}.html
  return {
    userName: text('.user-menu .user-name'),
    projectName: text('.context-overview .context-project') ?? project,
    domainName: text('.context-overview .context-domain') ?? domain,
    regionName: text('.context-overview .context-region') ?? region,
  };
}

/** @returns an element's text without blanks around it; null if there is none. */
export function textOf(element: Element | null | undefined): string | null {
  return element?.textContent?.trim() || null;
}
