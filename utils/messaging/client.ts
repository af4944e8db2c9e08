import type { Envelope, Request, RequestName } from './map';
import { ask } from './messenger';

/** How often a request is sent at most. */
const TRIES = 4;

/**
 * Asks the background. A worker that dies before it answers is asked again: every request is made so that asking twice
 * does no harm.
 *
 * @returns the reply, or the problem; WORKER_GONE where nobody answers. Never throws.
 */
export async function send<N extends RequestName>(name: N, request: Request<N>): Promise<Envelope<N>> {
  for (let left = TRIES - 1; left >= 0; left -= 1) {
    try {
      return (await ask(name, request)) as Envelope<N>;
    } catch (error) {
      if (left === 0) console.warn('The background did not answer', name, error);
    }
  }
  return { ok: false, problem: { code: 'WORKER_GONE', facts: {} } };
}
