import type { DashboardPage } from '@/utils/messaging/dashboard';

/** @returns what the page's header says of where the person is. */
export function contextOf(document: Document): Pick<DashboardPage, 'projectName' | 'domainName' | 'regionName'> {
  const overview = document.querySelector('.context-overview');
  const text = (selector: string) => textOf(overview?.querySelector(selector));
  // Since Mitaka. Source: openstack_dashboard/templates/context_selection/_overview.html
  const named = {
    projectName: text('.context-project'),
    domainName: text('.context-domain'),
    regionName: text('.context-region'),
  };
  if (overview?.querySelector('[class^="context-"]')) return named;
  // Liberty has nameless spans: domain, project and region, of which only the project is always there.
  const spans = [...(overview?.children ?? [])].filter(({ tagName }) => tagName === 'SPAN').map(textOf);
  const [first = null, second = null, third = null] = spans;
  if (spans.length === 1) return { projectName: first, domainName: null, regionName: null };
  if (spans.length === 3) return { projectName: second, domainName: first, regionName: third };
  return named;
}

/** @returns an element's text without blanks around it; null if there is none. */
export function textOf(element: Element | null | undefined): string | null {
  return element?.textContent?.trim() || null;
}
