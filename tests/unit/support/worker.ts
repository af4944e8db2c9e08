import type { FakeCloud } from '@/tests/fake-cloud';
import { createWorker } from '@/utils/background/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { CREDENTIAL } from './cloud';

/** The background as one worker has it, without what it does at its start; a second call is the next worker. */
export function newWorker(fetch: typeof globalThis.fetch = globalThis.fetch, now: () => number = () => Date.now()) {
  return createWorker({ fetch, now, browserName: 'Testium', version: '0.0.0' });
}

export type Worker = ReturnType<typeof newWorker>;

/** A worker in which a cloud has been saved with its password; `verify`: and signed in to. */
export async function workerWith(profile: CloudProfile, { verify = true, ...on }: WorkerWith = {}): Promise<Worker> {
  const worker = newWorker(on.fetch, on.now);
  await worker.accounts.save({ profile, credential: CREDENTIAL, verify });
  return worker;
}

interface WorkerWith {
  verify?: boolean;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
}

/** A worker to which something happens once, while Keystone answers its first sign-in. */
export function workerInterrupted(happens: (worker: Worker) => Promise<unknown>): Worker {
  let armed = true;
  const worker: Worker = newWorker(async (input, init) => {
    const answer = await fetch(input, init);
    if (armed && init?.method === 'POST' && String(input).endsWith('/auth/tokens')) {
      armed = false;
      await happens(worker);
    }
    return answer;
  });
  return worker;
}

/** How often a sign-in was sent since the last reset, with whatever method. */
export const signIns = (cloud: FakeCloud) =>
  cloud.requests.filter(({ method, path }) => method === 'POST' && path.includes('/auth/tokens')).length;

/** How the requests since the last reset look: `POST /v3/auth/tokens`. */
export function asked(cloud: FakeCloud): string[] {
  return cloud.requests.map(
    ({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/\?.*/, '')}`,
  );
}
