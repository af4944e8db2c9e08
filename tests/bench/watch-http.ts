import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** When the HTTP servers of this process were asked and had answered, in ms since the epoch, finer than a journal. */
export interface HttpWatch {
  /** when the request to this path came. @throws Error when there was none */
  requested(path: RegExp): number;
  /** when the answer to the request to this path had been handed to the system. @throws Error when there was none */
  answered(path: RegExp): number;
  reset(): void;
  stop(): void;
}

/** Node's own notices (https://nodejs.org/api/diagnostics_channel.html#http): nothing has to be added to the servers. */
export function watchHttp(): HttpWatch {
  const requests: Event[] = [];
  const answers: Event[] = [];
  const start = (message: unknown) => void requests.push(eventOf(message));
  const finish = (message: unknown) => void answers.push(eventOf(message));
  subscribe('http.server.request.start', start);
  subscribe('http.server.response.finish', finish);
  return {
    requested: (path) => timeOf(requests, path),
    answered: (path) => timeOf(answers, path),
    reset: () => void [requests, answers].map((events) => events.splice(0)),
    stop() {
      unsubscribe('http.server.request.start', start);
      unsubscribe('http.server.response.finish', finish);
    },
  };
}

interface Event {
  at: number;
  path: string;
}

function eventOf(message: unknown): Event {
  const { request } = message as { request: IncomingMessage };
  return { at: performance.timeOrigin + performance.now(), path: request.url ?? '' };
}

function timeOf(events: Event[], path: RegExp): number {
  const found = events.find((event) => path.test(event.path));
  if (found === undefined) throw new Error(`Nothing was asked of ${path.source}.`);
  return found.at;
}
