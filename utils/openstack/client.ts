import type { Budget } from './budget';

/** The `fetch`, clock and timer that API calls use. */
export interface Client {
  /** an `OpenStackError` that it throws reaches the caller unchanged */
  fetch: typeof globalThis.fetch;
  /** ms since the epoch; default `Date.now` */
  now?: () => number;
  /** waits `ms`; rejects when `signal` aborts */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** How to end an API call early. */
export interface CallOptions {
  /** aborting it throws CANCELLED */
  signal?: AbortSignal;
  /** ms for one HTTP exchange with its body; default 20 000; then TIMEOUT */
  timeoutMs?: number;
  /** of the operation that this call belongs to; default: one for this call */
  budget?: Budget;
}
