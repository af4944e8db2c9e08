import type { Fault } from '@/tests/fake-cloud';

/** A faulty answer to the request for a console, and its message in English. */
export interface ConsoleFailure {
  name: string;
  fault: Fault;
  sentence: string;
  /** OpenStack itself answered, with a request id */
  requestId: boolean;
}

export const CONSOLE_FAILURES: ConsoleFailure[] = [
  {
    name: '401',
    fault: { status: 401 },
    sentence: 'A service of the cloud refuses this sign-in, though Keystone says that it is good.',
    requestId: true,
  },
  {
    name: '403',
    fault: { status: 403 },
    sentence: 'Your role in this project may not open consoles.',
    requestId: true,
  },
  { name: '404', fault: { status: 404 }, sentence: 'This server is no longer there.', requestId: true },
  { name: '409', fault: { status: 409 }, sentence: 'This server is not ready for a console.', requestId: true },
  {
    name: '429',
    fault: { status: 429, retryAfter: 30 },
    sentence: 'The cloud asks for fewer requests.',
    requestId: true,
  },
  { name: '500', fault: { status: 500 }, sentence: 'The cloud has an internal error.', requestId: true },
  { name: '501', fault: { status: 501 }, sentence: "The server's host offers no such console.", requestId: true },
  { name: '503', fault: { status: 503, retryAfter: 30 }, sentence: 'is not available at the moment.', requestId: true },
  {
    name: 'html',
    fault: { status: 200, body: 'html' },
    sentence: 'Something answered that is not the OpenStack API',
    requestId: false,
  },
  {
    name: 'other-shape',
    fault: { status: 200, body: 'json' },
    sentence: "The cloud's answer is not what the OpenStack API documents.",
    requestId: false,
  },
  { name: 'connection-breaks', fault: { effect: 'reset' }, sentence: 'cannot be reached.', requestId: false },
];
