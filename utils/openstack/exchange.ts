import type { CallOptions, Client } from './client';
import { OpenStackError, type OpenStackErrorFacts } from './errors';

const DEFAULT_TIMEOUT_MS = 20_000;
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** A response, and its body as text; the body of `response` is used up. */
export interface ExchangeResult {
  response: Response;
  text: string;
}

/** Throws NETWORK, TIMEOUT, CANCELLED, SCHEMA_MISMATCH (over 32 MiB), or the `OpenStackError` of `client.fetch`. */
export async function exchange(
  client: Client,
  url: string,
  init: RequestInit,
  facts: OpenStackErrorFacts,
  { signal, timeoutMs = DEFAULT_TIMEOUT_MS }: CallOptions,
): Promise<ExchangeResult> {
  if (signal?.aborted) throw new OpenStackError('CANCELLED', facts);
  const controller = new AbortController();
  const limit = limitOf(signal, timeoutMs, facts);
  try {
    return await Promise.race([
      limit.reached,
      fetchAndRead(client, url, { ...init, signal: controller.signal }, facts),
    ]);
  } finally {
    limit.clear();
    controller.abort(); // no effect once the exchange is over
  }
}

/** Rejects with TIMEOUT after `ms`, with CANCELLED when `signal` aborts. */
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

async function fetchAndRead(client: Client, url: string, init: RequestInit, facts: OpenStackErrorFacts) {
  const { fetch } = client; // without a receiver: fetch refuses a foreign `this`
  try {
    const response = await fetch(url, init);
    return { response, text: await readText(response, facts) };
  } catch (cause) {
    throw cause instanceof OpenStackError ? cause : new OpenStackError('NETWORK', facts, { cause });
  }
}

async function readText(response: Response, facts: OpenStackErrorFacts): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      throw new OpenStackError('SCHEMA_MISMATCH', { ...facts, status: response.status, detail: 'body over 32 MiB' });
    }
    text += decoder.decode(value, { stream: true });
  }
}
