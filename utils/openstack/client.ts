/** What the OpenStack client needs from its surroundings. */
export interface Client {
  /** `globalThis.fetch`, or a guard around it; an `OpenStackError` that it throws reaches the caller unchanged */
  fetch: typeof globalThis.fetch;
  /** ms since the epoch; default `Date.now` */
  now?: () => number;
  /** waits `ms`; rejects when `signal` aborts */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Taken by every call. */
export interface CallOptions {
  /** aborting it ends the call with CANCELLED */
  signal?: AbortSignal;
  /** ms for one HTTP exchange, reading the body included; default 20 000; then TIMEOUT */
  timeoutMs?: number;
}
