import type { Budget } from './budget';
import type { CallOptions, Client } from './client';
import { OpenStackError, type OpenStackErrorFacts } from './errors';

const DEFAULT_TIMEOUT_MS = 20_000;
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** A response, its body already read into `text`. */
export interface ExchangeResult {
  response: Response;
  text: string;
}

interface ExchangeOptions extends CallOptions {
  budget: Budget;
  /** called before the body is read */
  onResponse?: (response: Response) => void;
}

/**
 * An error status is an answer even where its body cannot be read. Throws NETWORK, TIMEOUT (also: no time or request
 * left in the budget), CANCELLED, SCHEMA_MISMATCH (over 32 MiB or the budget), or the `OpenStackError` of
 * `client.fetch`.
 */
export async function exchange(
  client: Client,
  url: string,
  init: RequestInit,
  facts: OpenStackErrorFacts,
  { signal, timeoutMs = DEFAULT_TIMEOUT_MS, budget, onResponse }: ExchangeOptions,
): Promise<ExchangeResult> {
  if (signal?.aborted) throw new OpenStackError('CANCELLED', facts);
  if (!budget.takeRequest()) throw new OpenStackError('TIMEOUT', facts);
  const controller = new AbortController();
  const limit = limitOf(signal, Math.min(timeoutMs, budget.msLeft()), facts);
  let refusal: Response | undefined;
  const noteResponse = (response: Response) => {
    if (response.status >= 400) refusal = response;
    onResponse?.(response);
  };
  try {
    return await Promise.race([
      limit.reached,
      fetchAndRead(client, url, { ...init, signal: controller.signal }, facts, { budget, onResponse: noteResponse }),
    ]);
  } catch (error) {
    if (refusal === undefined || signal?.aborted) throw error;
    return { response: refusal, text: '' };
  } finally {
    limit.clear();
    controller.abort(); // no effect once the exchange is over
  }
}

function limitOf(signal: AbortSignal | undefined, ms: number, facts: OpenStackErrorFacts) {
  let clear = () => {};
  const reached = new Promise<never>((_, reject) => {
    const cancel = () => reject(new OpenStackError('CANCELLED', facts));
    const timer = setTimeout(() => reject(new OpenStackError('TIMEOUT', facts)), ms);
    signal?.addEventListener('abort', cancel, { once: true });
    clear = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
  });
  return { reached, clear };
}

async function fetchAndRead(
  client: Client,
  url: string,
  init: RequestInit,
  facts: OpenStackErrorFacts,
  { budget, onResponse }: Required<Pick<ExchangeOptions, 'budget' | 'onResponse'>>,
): Promise<ExchangeResult> {
  const { fetch } = client; // without a receiver: fetch refuses a foreign `this`
  try {
    const response = await fetch(url, init);
    onResponse(response);
    return { response, text: await readText(response, facts, budget) };
  } catch (cause) {
    throw cause instanceof OpenStackError ? cause : new OpenStackError('NETWORK', facts, { cause });
  }
}

async function readText(response: Response, facts: OpenStackErrorFacts, budget: Budget): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    const isWithinBudget = budget.takeBytes(value.byteLength);
    if (!isWithinBudget || size > MAX_BODY_BYTES) {
      budget.end();
      await reader.cancel();
      const detail = size > MAX_BODY_BYTES ? 'body over 32 MiB' : 'answers over the limit';
      throw new OpenStackError('SCHEMA_MISMATCH', { ...facts, status: response.status, detail });
    }
    text += decoder.decode(value, { stream: true });
  }
}
