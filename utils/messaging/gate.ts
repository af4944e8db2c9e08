import { browser } from '@/utils/browser';
import { toProblem } from '@/utils/problems';
import type { Envelope, Reply, Request, RequestName } from './map';
import { onMessage } from './messenger';
import { requests } from './schemas';

/** One handler for each request; a missing one does not compile. */
export type Handlers = { [N in RequestName]: (request: Request<N>) => Promise<Reply<N>> };

/** The part of `runtime.MessageSender` that says who is asking. */
export interface Sender {
  id?: string | undefined;
  origin?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
}

/**
 * Starts answering. Every message passes one gate: who is it from, may they ask this, does it parse; only
 * then does its handler see it. Must be called synchronously when the worker starts.
 */
export function serve(handlers: Handlers): void {
  for (const name of Object.keys(requests) as RequestName[]) {
    onMessage(name, ({ data, sender }) => answer(handlers, name, data, sender));
  }
}

/** @returns the envelope for one message; exported for tests. Never throws. */
export async function answer<N extends RequestName>(
  handlers: Handlers,
  name: N,
  data: unknown,
  sender: Sender,
): Promise<Envelope<N>> {
  const parsed = isOwnPage(sender) ? requests[name].safeParse(data) : null;
  if (!parsed?.success) {
    console.warn('Refused a message:', name, parsed === null ? 'from outside' : 'malformed');
    return { ok: false, problem: { code: 'INTERNAL', facts: {} } };
  }
  try {
    return { ok: true, value: await handlers[name](parsed.data as Request<N>) };
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === 'INTERNAL') console.error('Unexpected', name, error);
    return { ok: false, problem };
  }
}

/**
 * Whether a page of ours is asking: not a content script, whose `origin` is its page's, and not a frame.
 * `tab` says nothing: our pages in tabs have one too. The only place that reads a sender.
 */
export function isOwnPage({ id, origin, url, frameId }: Sender): boolean {
  const own = browser.runtime.getURL('/').replace(/\/$/, '');
  const fromOwn = origin === undefined ? (url?.startsWith(`${own}/`) ?? false) : origin === own;
  return id === browser.runtime.id && fromOwn && (frameId ?? 0) === 0;
}
