import type { Envelope, Request, RequestName } from './map';
import { ask } from './messenger';

/**
 * Asks the background. A worker that dies before it answers is asked once more: every request is made so
 * that asking twice does no harm.
 *
 * @returns the reply, or the problem; WORKER_GONE where nobody answers. Never throws.
 */
export async function send<N extends RequestName>(name: N, request: Request<N>): Promise<Envelope<N>> {
  for (const last of [false, true]) {
    try {
      return (await ask(name, request)) as Envelope<N>;
    } catch (error) {
      if (last) console.warn('The background did not answer', name, error);
    }
  }
  return { ok: false, problem: { code: 'WORKER_GONE', facts: {} } };
}
