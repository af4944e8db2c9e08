import { defineExtensionMessaging } from '@webext-core/messaging';
import type { DashboardRequestName } from './dashboard-requests';
import type { Envelope, Request, RequestName } from './page-requests';

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

type Name = RequestName | DashboardRequestName;

/** What goes over the wire: `unknown` here on purpose, since the gate parses requests and types replies. */
type Protocol = Record<Name, (request: unknown) => unknown>;

const messenger = defineExtensionMessaging<Protocol>();

/** Listens for one kind of request. */
export const onMessage = messenger.onMessage;

/** Sends one request. @throws where nobody answers. */
export const ask: (name: Name, request: unknown) => Promise<unknown> = messenger.sendMessage;
