import { browser } from '@/utils/browser';
import type { DashboardRequestName } from './dashboard-schemas';
import type { RequestName } from './map';
import type { Sender } from './sender';

type Name = RequestName | DashboardRequestName;

/** A request as it crosses: `unknown` here on purpose, since the gate parses requests and types replies. */
interface Message {
  type: string;
  data: unknown;
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * Listens for these kinds of requests, and leaves all other messages alone. A reply goes in an envelope, so that one that
 * is empty is not taken for nobody's. Must be called synchronously when the worker starts.
 *
 * @param answer must not reject: the browser would hand on its error's message
 */
export function onMessages(
  names: ReadonlySet<string>,
  answer: (name: Name, data: unknown, sender: Sender) => Promise<unknown>,
): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => {
    if (!isMessage(message) || !names.has(message.type)) return undefined;
    return answer(message.type as Name, message.data, sender).then((res) => ({ res }));
  });
}

/** Sends one request. @throws where nobody answers. */
export async function ask(type: Name, data: unknown): Promise<unknown> {
  const reply = (await browser.runtime.sendMessage({ type, data })) as { res: unknown } | undefined;
  if (reply?.res === undefined) throw new Error('nobody answered');
  return reply.res;
}
