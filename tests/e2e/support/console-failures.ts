import type { InjectedFault } from '@/tests/fake-cloud';

/** A faulty answer to the request for a console, and its message in English. */
export interface ConsoleFailure {
  name: string;
  fault: InjectedFault;
  sentence: string;
  /** OpenStack itself answered, with a request id */
  requestId: boolean;
}

/** OpenStack's own error with this status. */
function status(code: number, sentence: string, faultOptions: InjectedFault = {}): ConsoleFailure {
  return { name: `${code}`, fault: { status: code, ...faultOptions }, sentence, requestId: true };
}

/** Another fault than an error of OpenStack. */
function other(name: string, fault: InjectedFault, sentence: string): ConsoleFailure {
  return { name, fault, sentence, requestId: false };
}

export const CONSOLE_FAILURES: ConsoleFailure[] = [
  status(401, 'A service of the cloud refuses this sign-in, though Keystone says that it is good.'),
  status(403, 'Your role in this project may not open consoles.'),
  status(404, 'This server is no longer there.'),
  status(409, 'This server is not ready for a console.'),
  status(429, 'The cloud asks for fewer requests.', { retryAfter: 30 }),
  status(500, 'The cloud has an internal error.'),
  status(501, "The server's host offers no such console."),
  status(503, 'is not available at the moment.', { retryAfter: 30 }),
  other('html', { status: 200, body: 'html' }, 'Something answered that is not the OpenStack API'),
  other('other-shape', { status: 200, body: 'json' }, "The cloud's answer is not what the OpenStack API documents."),
  other('connection-breaks', { effect: 'reset' }, 'cannot be reached.'),
];
