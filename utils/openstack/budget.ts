import { OpenStackError } from './errors';

/** The most that one operation may take. */
export interface BudgetLimits {
  /** ms for all requests together, with the waits between them */
  deadlineMs: number;
  /** of all bodies together */
  maxBytes: number;
  /** entries of a list */
  maxItems: number;
  maxRequests: number;
}

/** What one operation may take from a cloud, over all of its requests. */
export interface Budget {
  /** ms until the deadline; 0: it is over */
  msLeft(): number;
  /** @returns false: no request is left, or the deadline is over */
  takeRequest(): boolean;
  /** @returns false: they exceed the limit */
  takeBytes(count: number): boolean;
  /** @returns how many of `count` items are within the limit */
  takeItems(count: number): number;
  /** Marks it as used up. */
  end(): void;
  /** whether a limit was exceeded */
  isSpent(): boolean;
}

/** @param now ms; the default clock never jumps */
export function createBudget(limits: BudgetLimits, now: () => number = () => performance.now()): Budget {
  const endsAt = now() + limits.deadlineMs;
  let { maxBytes: bytes, maxItems: items, maxRequests: requests } = limits;
  let isEnded = false;
  const msLeft = () => Math.max(0, endsAt - now());
  const unless = (exceeded: boolean) => {
    isEnded ||= exceeded;
    return !exceeded;
  };
  return {
    msLeft,
    takeRequest: () => unless(--requests < 0 || msLeft() === 0),
    takeBytes(count) {
      bytes -= count;
      return unless(bytes < 0);
    },
    takeItems(count) {
      const taken = Math.min(count, items);
      items -= taken;
      unless(taken < count);
      return taken;
    },
    end: () => void unless(true),
    isSpent: () => isEnded || msLeft() === 0,
  };
}

/** How a call ends whose answer or wait does not fit into the budget. */
const BY_LIMITS: readonly string[] = ['SCHEMA_MISMATCH', 'RATE_LIMITED', 'UNAVAILABLE'];

/** Whether a list ended with this error because of time or a limit: what came before is shown. */
export function isCut(error: unknown, budget: Budget): boolean {
  if (!(error instanceof OpenStackError)) return false;
  return error.code === 'TIMEOUT' || (budget.isSpent() && BY_LIMITS.includes(error.code));
}

const MiB = 1024 * 1024;

/** One call, with its retries. */
export const CALL_LIMITS: BudgetLimits = {
  deadlineMs: 60_000,
  maxBytes: 33 * MiB,
  maxItems: Infinity,
  maxRequests: 3,
};
/** For an answer whose body is not used, unless it is an error. */
export const UNUSED_BODY_LIMITS: BudgetLimits = { ...CALL_LIMITS, maxBytes: 3 * MiB };
export const SERVER_LIST_LIMITS: BudgetLimits = {
  deadlineMs: 60_000,
  maxBytes: 64 * MiB,
  maxItems: 20_000,
  maxRequests: 200,
};
export const PROJECT_LIST_LIMITS: BudgetLimits = {
  deadlineMs: 30_000,
  maxBytes: 16 * MiB,
  maxItems: 10_000,
  maxRequests: 100,
};
/** The console of a server, of any type. */
export const CONSOLE_LIMITS: BudgetLimits = {
  deadlineMs: 60_000,
  maxBytes: 8 * MiB,
  maxItems: Infinity,
  maxRequests: 24,
};
/** The states of up to 100 servers, one by one. */
export const SERVER_PAGE_LIMITS: BudgetLimits = {
  deadlineMs: 60_000,
  maxBytes: 16 * MiB,
  maxItems: Infinity,
  maxRequests: 220,
};
/** An application credential with its access rules. */
export const DELETION_LIMITS: BudgetLimits = {
  deadlineMs: 60_000,
  maxBytes: MiB,
  maxItems: Infinity,
  maxRequests: 40,
};
/** Versions of a service. */
export const DISCOVERY_LIMITS: BudgetLimits = {
  deadlineMs: 45_000,
  maxBytes: MiB,
  maxItems: Infinity,
  maxRequests: 16,
};
