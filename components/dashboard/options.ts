import type { DashboardAdapter } from '@/utils/dashboards/adapter';
import type { DashboardApi } from '@/utils/messaging/dashboard-requests';
import type { ButtonTexts } from './button-texts';

/** What the buttons of a page need. */
export interface DashboardOptions {
  document: Document;
  adapter: DashboardAdapter;
  api: DashboardApi;
  texts: ButtonTexts;
  /** aborted: all elements are removed */
  signal: AbortSignal;
  reload(): void;
  /** false: a script of the page caused it */
  isByUser(event: Event): boolean;
}
