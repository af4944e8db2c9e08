import { vi } from 'vitest';
import type { HorizonSession } from '@/utils/dashboards/horizon/session';
import { NORMAL_TAB, type PageContext } from '@/utils/dashboards/open-request';
import type { DashboardSessionCache } from '@/utils/dashboards/session-cache';
import type { Call } from '@/utils/dashboards/token-source';
import type { Sessions } from '@/utils/sessions/sessions';

/** Where the dashboard lives. */
export const ROOT = 'https://cloud.example/horizon/';
/** What it lends. */
export const SESSION: HorizonSession = {
  token: 'borrowed',
  catalog: [],
  userName: 'demo',
  projectName: 'demo',
  region: 'RegionOne',
};
/** What its page says of itself. */
export const PAGE = {
  panel: 'project',
  userName: 'demo',
  projectName: 'demo',
  domainName: 'Default',
  regionName: null,
} as const;

/** A dashboard that lends `sessions`, one after another; the last for ever. */
export function lending(...sessions: (HorizonSession | null | Error)[]) {
  let held: HorizonSession | null = null;
  const sessionCache = {
    known: () => held,
    isReading: vi.fn<DashboardSessionCache['isReading']>(() => false),
    read: vi.fn<DashboardSessionCache['read']>(async () => {
      const next = sessions.length > 1 ? sessions.shift() : sessions[0];
      if (next instanceof Error) throw next;
      held = next ?? null;
      return held;
    }),
    isCurrent: vi.fn<DashboardSessionCache['isCurrent']>(async () => true),
    invalidate: vi.fn<DashboardSessionCache['invalidate']>(() => {
      held = null;
    }),
  };
  return sessionCache;
}

/** Stored clouds whose sign-in does what the test says. */
export const signingIn = (use: () => Promise<unknown>) =>
  ({ use: async (_profile, _wish, call) => call((await use()) as never) }) as Pick<Sessions, 'use'> as Sessions;
/** A sign-in that succeeds, and one that does not. */
export const token = async () => ({ token: 'stored', catalog: [] });
export const fails = (error: Error) => signingIn(() => Promise.reject(error));
/** Somebody's look at a page, with what is special of it. */
export const seen = (more: Partial<PageContext> = {}): PageContext => ({
  ...{ dashboard: { root: ROOT, kind: 'horizon' }, page: PAGE, tab: NORMAL_TAB },
  ...more,
});
/** Tells whose token it was called with. */
export const notify: Call<string> = async (grant, { via }) => `${via} ${grant.token}`;
