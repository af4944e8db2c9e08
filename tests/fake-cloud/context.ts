import type { FakeCloudConfig } from './config';
import type { ConsoleTokens, ScreenRegistry } from './console/screens';
import type { CloudContents } from './contents';
import type { DashboardSessions } from './horizon/sessions';
import type { RequestJournalEntry } from './http/journal';
import type { ReceiptStore, TokenStore } from './keystone/tokens';

/** Ports of the running services; RegionTwo has a Nova of its own. */
export interface Ports {
  keystone: number;
  nova: Record<string, number>;
  console: number;
  horizon: number;
  lookalike: number;
}

/** What the services of one cloud share. */
export interface CloudContext {
  contents: CloudContents;
  config: FakeCloudConfig;
  ports: Ports;
  tokens: TokenStore;
  receipts: ReceiptStore;
  consoleTokens: ConsoleTokens;
  screens: ScreenRegistry;
  dashboard: DashboardSessions;
  journal: RequestJournalEntry[];
}
