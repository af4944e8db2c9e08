import type { DashboardAdapter } from '@/utils/dashboards/adapter';
import type { DashboardApi } from '@/utils/messaging/dashboard-requests';
import type { Words } from './words';
export interface DashboardOptions {
  document: Document;
  adapter: DashboardAdapter;
  api: DashboardApi;
  words: Words;
  /** takes all away again */
  signal: AbortSignal;
  reload(): void;
  /** whether a person did this: scripts of the page may not open consoles */
  isByPerson(event: Event): boolean;
}
