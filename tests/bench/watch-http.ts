import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** Times of the requests to and answers of this process's HTTP servers, in ms since the epoch, more precise than the journal's. */
export interface HttpWatch {
  /** time of the request to this path. @throws Error where there was none */
  requested(path: RegExp): number;
  /** time at which the answer was handed to the system. @throws Error where there was none */
  answered(path: RegExp): number;
  reset(): void;
  stop(): void;
}

/** Uses Node's diagnostics channels (https://nodejs.org/api/diagnostics_channel.html#http). */
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
  if (found === undefined) throw new Error(`No request matches ${path.source}.`);
  return found.at;
}
