import { storedCloudTokens, type TokenCall, type TokenOutcome, type TokenSource } from '@/utils/consoles/token-source';
import { toProblem } from '@/utils/problems/app-error';
import type { Initiator, Sessions } from '@/utils/sessions/sessions';
import type { PageContext } from './open-request';
import { cloudTargetOf } from './page-clouds';
import type { DashboardSessionCache } from './session-cache';
import { dashboardSessionTokens } from './session-source';

/** A token of another source would not change these. */
const FINAL = new Set<string>([
  ...['SERVER_HAS_NO_CONSOLE', 'SERVER_NOT_READY', 'SERVER_BUSY', 'CONSOLE_TYPE_UNAVAILABLE', 'CONSOLE_URL_UNSAFE'],
  ...['RATE_LIMITED', 'CANCELLED'],
]);

/** The user can solve these; reported only where no other source has a token. */
const ASKING = new Set<string>(['VAULT_LOCKED', 'PASSCODE_NEEDED']);

/**
 * Uses a stored cloud that names the dashboard and has the page's project, else the dashboard's session. Without a
 * click only the session: the page could name any project, and must not learn more than its own user may see.
 */
export function pageTokens(deps: {
  sessions: Sessions;
  sessionCache: DashboardSessionCache;
}): TokenSource<PageContext> {
  const ofCloud = pageCloudTokens(deps.sessions);
  const ofSession = dashboardSessionTokens(deps.sessionCache);
  return {
    async use<T>(context: PageContext, call: TokenCall<T>, initiator?: Initiator): Promise<TokenOutcome<T>> {
      let asking: TokenOutcome<T> | null = null;
      let failed: TokenOutcome<T> | null = null;
      let outcome: TokenOutcome<T> = { kind: 'unavailable', reason: 'no-stored-cloud' };
      for (const source of initiator === 'background' ? [ofSession] : [ofCloud, ofSession]) {
        outcome = await source.use(context, call, initiator);
        if (outcome.kind === 'done') return outcome;
        if (outcome.kind === 'unavailable') continue;
        const { code } = toProblem(outcome.error);
        if (FINAL.has(code)) return outcome;
        if (ASKING.has(code)) asking ??= outcome;
        failed = outcome;
      }
      if (asking !== null) return asking;
      return outcome.kind === 'unavailable' && !mayRedirect(outcome) && failed !== null ? failed : outcome;
    },
  };
}

/** Whether the dashboard's redirect may still work. */
export function mayRedirect({ reason }: { reason: string }): boolean {
  return reason === 'private-window' || reason === 'token-withheld' || reason === 'nova-out-of-reach';
}

function pageCloudTokens(sessions: Sessions): TokenSource<PageContext> {
  const tokens = storedCloudTokens(sessions);
  return {
    async use(context, call, initiator) {
      const target = await cloudTargetOf(context);
      return target === null ? { kind: 'unavailable', reason: 'no-stored-cloud' } : tokens.use(target, call, initiator);
    },
  };
}
