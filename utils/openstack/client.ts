import type { Budget } from './budget';

/** The `fetch`, clock and timer of API calls. */
export interface Client {
  /** its `OpenStackError` reaches the caller unchanged */
  fetch: typeof globalThis.fetch;
  /** ms since the epoch; default `Date.now` */
  now?: () => number;
  /** rejects when `signal` aborts */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** How to end an API call early. */
export interface CallOptions {
  /** aborting it throws CANCELLED */
  signal?: AbortSignal;
  /** ms for one exchange, then TIMEOUT; default 20 000 */
  timeoutMs?: number;
  /** default: one for this call */
  budget?: Budget;
}
