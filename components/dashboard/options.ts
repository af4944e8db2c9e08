import type { DashboardAdapter } from '@/utils/dashboards/adapter';
import type { DashboardApi } from '@/utils/messaging/dashboard-requests';
import type { ButtonTexts } from './button-texts';

/** The page to add buttons to, and what they need there. */
export interface DashboardOptions {
  document: Document;
  adapter: DashboardAdapter;
  api: DashboardApi;
  texts: ButtonTexts;
  /** abort removes all elements */
  signal: AbortSignal;
  reload(): void;
  /** whether the user caused the event, not a script of the page */
  isByUser(event: Event): boolean;
}
