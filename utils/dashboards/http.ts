import type * as z from 'zod/mini';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError, type OpenStackErrorFacts } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';

/** Reads UTF-8 up to `maxBytes`: it may be endless. @throws OpenStackError NETWORK, TIMEOUT */
export async function readUpTo(answer: Response, maxBytes: number): Promise<{ text: string; isWhole: boolean }> {
  try {
    return await read(answer, maxBytes);
  } catch (error) {
    throw failureOf(error, { method: 'GET', ...(URL.canParse(answer.url) && { host: new URL(answer.url).host }) });
  }
}

async function read(answer: Response, maxBytes: number): Promise<{ text: string; isWhole: boolean }> {
  const reader = answer.body?.getReader();
  if (reader === undefined) return { text: '', isWhole: true };
  const decoder = new TextDecoder();
  let text = '';
  for (let remainingBytes = maxBytes; ; ) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isWhole: true };
    text += decoder.decode(value.subarray(0, remainingBytes), { stream: true });
    remainingBytes -= value.byteLength;
    if (remainingBytes >= 0) continue;
    await reader.cancel();
    return { text, isWhole: false };
  }
}

/** openstack_dashboard/api/rest/utils.py */
export const AJAX_HEADERS = { 'X-Requested-With': 'XMLHttpRequest' };

/** @returns null: another shape @throws AppError DASHBOARD_SESSION_ENDED, and as `dashboardFetch` */
export async function restCall<S extends z.ZodMiniType>(
  client: Client,
  url: string,
  schema: S,
  credentials: RequestCredentials = 'include',
): Promise<z.infer<S> | null> {
  // A redirect could lead to another dashboard.
  const answer = await dashboardFetch(client, url, AJAX_HEADERS, credentials);
  if (answer.status === 401 || isRedirect(answer))
    throw new AppError('DASHBOARD_SESSION_ENDED', { host: new URL(url).host });
  if (!answer.ok) return null;
  const parsed = schema.safeParse(asJson((await readUpTo(answer, MAX_ANSWER_BYTES)).text));
  return parsed.success ? parsed.data : null;
}

/** undefined: no JSON */
export function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The status is hidden (https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect). */
export function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

/**
 * GET that follows no redirect, with the user's cookies by default.
 * @throws OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT
 */
export async function dashboardFetch(
  client: Client,
  url: string,
  headers: Record<string, string> = {},
  credentials: RequestCredentials = 'include',
): Promise<Response> {
  const facts = { method: 'GET', host: new URL(url).host };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return await client.fetch(url, { headers, redirect: 'manual', credentials, cache: 'no-store', signal });
  } catch (error) {
    throw failureOf(error, facts);
  }
}

function failureOf(error: unknown, facts: OpenStackErrorFacts): OpenStackError {
  if (error instanceof OpenStackError) return error;
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
  return new OpenStackError(isTimeout ? 'TIMEOUT' : 'NETWORK', facts, { cause: error });
}

const MAX_ANSWER_BYTES = 2_000_000;
const TIMEOUT_MS = 20_000;
