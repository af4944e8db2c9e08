import { OpenStackError } from './errors';

/** The most that one operation may take. */
export interface BudgetLimits {
  /** ms, with the waits between requests */
  deadlineMs: number;
  maxBytes: number;
  /** entries of a list */
  maxItems: number;
  maxRequests: number;
}

/** What one operation has left, over all requests. */
export interface Budget {
  msLeft(): number;
  /** false: no request or no time is left */
  takeRequest(): boolean;
  /** false: over the limit */
  takeBytes(count: number): boolean;
  /** how many of `count` are within the limit */
  takeItems(count: number): number;
  /** Marks it as used up. */
  end(): void;
  /** whether a limit was exceeded */
  isSpent(): boolean;
}

/** `now` in ms; the default clock never jumps. */
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

/** Where an answer or a wait exceeds the budget. */
const BY_LIMITS: readonly string[] = ['SCHEMA_MISMATCH', 'RATE_LIMITED', 'UNAVAILABLE'];

/** Whether time or a limit ended a list: what came before is shown. */
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
/** Where only the body of an error is used. */
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
export const DISCOVERY_LIMITS: BudgetLimits = {
  deadlineMs: 45_000,
  maxBytes: MiB,
  maxItems: Infinity,
  maxRequests: 16,
};
