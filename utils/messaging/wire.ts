import { browser } from '@/utils/browser';
import { logProblem } from '@/utils/log';
import type { Problem } from '@/utils/problems/problem';
import type { Envelope, Request, RequestName } from './page-requests';
import type { Sender } from './sender';

/** Untrusted until the gate has parsed it. */
export interface Message {
  name: string;
  data: unknown;
}

/** A reply of the background. */
export type Answer = { ok: true; value: unknown } | { ok: false; problem: Problem };

const MAX_TRIES = 4;

/** Call it synchronously when the worker starts. `answer`: null for an unknown message; must not reject. */
export function listen(answer: (message: Message, sender: Sender) => Promise<Answer> | null): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender, sendResponse: (answer: Answer) => void) => {
    const answering = isMessage(message) ? answer(message, sender) : null;
    if (answering === null) return false;
    void answering.then(sendResponse);
    // Works in both browsers, the polyfill and the tests.
    return true;
  });
}

/** Repeated where the worker stops: requests are idempotent. Never throws; WORKER_GONE without an answer. */
export async function send<N extends RequestName>(name: N, request: Request<N>): Promise<Envelope<N>> {
  const message: Message = { name, data: request };
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    try {
      const answer: unknown = await browser.runtime.sendMessage(message);
      if (isAnswer(answer)) return answer as Envelope<N>;
    } catch {
      // The worker stopped.
    }
  }
  logProblem(name, 'WORKER_GONE');
  return { ok: false, problem: { code: 'WORKER_GONE', facts: {} } };
}

function isMessage(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && 'name' in message && typeof message.name === 'string';
}

function isAnswer(answer: unknown): answer is Answer {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}
