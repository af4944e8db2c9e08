import type { FakeCloud } from '@/tests/fake-cloud';
import { createWorker } from '@/utils/background/worker';

/** The background as one worker has it, without what it does at its start; a second call is the next worker. */
export function newWorker(fetch: typeof globalThis.fetch = globalThis.fetch, now: () => number = () => Date.now()) {
  return createWorker({ fetch, now, browserName: 'Testium', version: '0.0.0' });
}

/** How the requests since the last reset look: `POST /v3/auth/tokens`. */
export function asked(cloud: FakeCloud): string[] {
  return cloud.requests.map(
    ({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/\?.*/, '')}`,
  );
}
