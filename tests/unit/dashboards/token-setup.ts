import { vi } from 'vitest';
import type { TokenCall } from '@/utils/consoles/token-source';
import type { DashboardSession } from '@/utils/dashboards/driver';
import { NORMAL_TAB, type PageContext } from '@/utils/dashboards/open-request';
import type { DashboardSessionCache } from '@/utils/dashboards/session-cache';
import { pageTokens } from '@/utils/dashboards/token-sources';
import type { Sessions } from '@/utils/sessions/sessions';

/** Where the dashboard lives. */
export const ROOT = 'https://cloud.example/horizon/';
/** Its session. */
export const SESSION: DashboardSession = {
  ...{ token: 'session-token', catalog: [], userName: 'demo', projectName: 'demo', region: 'RegionOne' },
};
/** What its page says of itself. */
export const PAGE = {
  ...({ panel: 'project', userName: 'demo', projectName: 'demo', domainName: 'Default', regionName: null } as const),
};

/** A cache of a dashboard whose sessions are read one after another; the last for ever. */
export function cacheOf(...sessions: (DashboardSession | null | Error)[]) {
  let held: DashboardSession | null = null;
  const sessionCache = {
    cached: () => held,
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
  ({ use: async (_profile, _scope, call) => call((await use()) as never) }) as Pick<Sessions, 'use'> as Sessions;
/** A sign-in that succeeds, and one that does not. */
export const storedToken = async () => ({ token: 'stored-token', catalog: [] });
export const fails = (error: Error) => signingIn(() => Promise.reject(error));
/** A page in a normal window, but for what is given. */
export const pageContext = (overrides: Partial<PageContext> = {}): PageContext => ({
  ...{ dashboard: { root: ROOT, kind: 'horizon' }, page: PAGE, tab: NORMAL_TAB },
  ...overrides,
});
/**
 * Makes a call with a token for a page; by default one that answers with its token.
 * @returns whose token it was, and the answer; else why there is none. Throws why it failed.
 */
export async function useToken(
  sources: Parameters<typeof pageTokens>[0],
  context: PageContext = pageContext(),
  call: TokenCall<string> = async ({ token }) => token,
): Promise<string> {
  const outcome = await pageTokens(sources).use(context, call);
  if (outcome.kind === 'failed') throw outcome.error;
  return outcome.kind === 'done' ? `${outcome.origin.via} ${outcome.value}` : outcome.reason;
}
