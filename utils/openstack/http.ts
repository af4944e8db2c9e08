import * as z from 'zod/mini';
import { type Budget, CALL_LIMITS, createBudget, UNUSED_BODY_LIMITS } from './budget';
import type { CallOptions, Client } from './client';
import { computeFault } from './compute/errors';
import { OpenStackError, type OpenStackErrorFacts } from './errors';
import { type ExchangeResult, exchange } from './exchange';
import { type FaultReader, messageOf } from './faults';
import { identityFault } from './identity/errors';
import { MAX_MESSAGE_LENGTH, safeDetail, secretsOf } from './redact';
import { retryAfterSeconds } from './retry-after';
import { safeFaultFacts, safeRequestId } from './safe-facts';

const MAX_RETRIES = 2;
const MAX_WAIT_S = 10;
const MAX_SHOWN_WAIT_S = 86_400;
/** RFC 9110, RFC 6585; 413 is Nova's old `overLimit`. */
const ASK_TO_WAIT = [413, 429, 503];
const REDIRECTS = [301, 302, 303, 307, 308];

/** One call; `schema` reads `T` from the answer. */
export interface ApiRequest<T> {
  service: 'identity' | 'compute';
  method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  /** sent as JSON; URLSearchParams as a form */
  body?: unknown;
  /** without it the answer's body is not read */
  schema?: z.ZodMiniType<T>;
  /** successes; default: every 2xx */
  expect?: readonly number[];
  /** called with the headers of a success before its body is read */
  onSuccess?: (headers: Headers) => void;
  /** for the other statuses; default: the service's */
  fault?: FaultReader;
}

/** `body` is undefined where the request has no schema. */
export interface ApiAnswer<T> {
  status: number;
  headers: Headers;
  body: T;
  /** empty where the browser does not say */
  url: string;
}

/**
 * Repeated at most twice, after 413, 429 or 503 with a `Retry-After` of at most 10 s; POST never: a wrong password sent
 * twice may lock the user out. Throws NETWORK, TIMEOUT, CANCELLED, REDIRECTED, NOT_JSON, SCHEMA_MISMATCH, or what
 * `fault` reads.
 */
export async function request<T = undefined>(
  client: Client,
  spec: ApiRequest<T>,
  options: CallOptions = {},
): Promise<ApiAnswer<T>> {
  const facts: OpenStackErrorFacts = { service: spec.service, method: spec.method, ...hostOf(spec.url) };
  const headers = headersOf(spec, facts);
  const budget = options.budget ?? createBudget(spec.schema === undefined ? UNUSED_BODY_LIMITS : CALL_LIMITS);
  const secrets = secretsOf(
    headers,
    isForm(spec.body) ? [...spec.body].map(([name, value]) => ({ [name]: value })) : spec.body,
  );
  const isSuccess = ({ ok, status }: Response) => (spec.expect ? spec.expect.includes(status) : ok);
  const onResponse = (response: Response) => {
    if (isSuccess(response)) spec.onSuccess?.(response.headers);
  };
  for (let retries = 0; ; retries++) {
    const result = await exchange(client, spec.url, initOf(spec, headers), facts, { ...options, budget, onResponse });
    const { response } = result;
    const knownFacts = { ...facts, ...answerFacts(result, secrets, client.now ?? Date.now) };
    if (response.type === 'opaqueredirect' || REDIRECTS.includes(response.status)) {
      throw new OpenStackError('REDIRECTED', knownFacts);
    }
    if (isSuccess(response)) return read(spec, result, knownFacts, secrets);
    const wait = knownFacts.retryAfter;
    if (spec.method === 'POST' || retries === MAX_RETRIES || !isWorthWaiting(wait, budget))
      throw faultOf(spec, result, knownFacts, secrets);
    await pause(client, wait * 1000, facts, options.signal);
  }
}

/** `wait` in seconds. */
function isWorthWaiting(wait: number | undefined, budget: Budget): wait is number {
  if (wait === undefined || wait > MAX_WAIT_S) return false;
  if (wait * 1000 < budget.msLeft()) return true;
  budget.end();
  return false;
}

function headersOf(spec: ApiRequest<unknown>, facts: OpenStackErrorFacts): Headers {
  try {
    const headers = new Headers(spec.headers);
    headers.set('Accept', 'application/json');
    headers.set('Accept-Language', 'en'); // faults are recognized by English messages
    if (spec.body !== undefined && !isForm(spec.body)) headers.set('Content-Type', 'application/json');
    return headers;
  } catch {
    // Only a token can be invalid here, and the original error would repeat it.
    throw new OpenStackError('TOKEN_INVALID', facts);
  }
}

function isForm(body: unknown): body is URLSearchParams {
  return body instanceof URLSearchParams;
}

function bodyOf({ body }: ApiRequest<unknown>): BodyInit | null {
  if (body === undefined) return null;
  return isForm(body) ? body : JSON.stringify(body);
}

function initOf(spec: ApiRequest<unknown>, headers: Headers): RequestInit {
  return {
    method: spec.method,
    headers,
    body: bodyOf(spec),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  };
}

function hostOf(url: string): Pick<OpenStackErrorFacts, 'host'> {
  return URL.canParse(url) ? { host: new URL(url).host } : {};
}

function answerFacts({ response }: ExchangeResult, secrets: readonly string[], now: () => number): OpenStackErrorFacts {
  const { headers, status } = response;
  const requestId = safeRequestId(
    headers.get('x-openstack-request-id') ?? headers.get('x-compute-request-id') ?? '',
    secrets,
  );
  const wait = ASK_TO_WAIT.includes(status) ? retryAfterSeconds(headers.get('retry-after'), now()) : undefined;
  const retryAfter = wait && Math.min(wait, MAX_SHOWN_WAIT_S);
  return { status, ...(requestId && { requestId }), ...(retryAfter !== undefined && { retryAfter }) };
}

function read<T>(
  spec: ApiRequest<T>,
  { response, text }: ExchangeResult,
  facts: OpenStackErrorFacts,
  secrets: readonly string[],
): ApiAnswer<T> {
  const { status, headers, url } = response;
  if (!spec.schema) return { status, headers, url, body: undefined as T };
  const json = parseJson(text);
  if (json === undefined) throw new OpenStackError('NOT_JSON', facts);
  const parsed = parsedBy(spec.schema, json);
  if (parsed?.success) return { status, headers, url, body: parsed.data };
  const where = parsed?.error.issues.slice(0, 3).map(({ path, code }) => `${path.join('.')}: ${code}`) ?? [];
  const detail = safeDetail(where.join('; '), secrets);
  throw new OpenStackError('SCHEMA_MISMATCH', { ...facts, ...(detail && { detail }) });
}

/** Undefined: more is wrong than zod can list. */
function parsedBy<T>(schema: z.ZodMiniType<T>, json: unknown) {
  try {
    return z.safeParse(schema, json);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function faultOf(
  spec: ApiRequest<unknown>,
  { response, text }: ExchangeResult,
  facts: OpenStackErrorFacts,
  secrets: readonly string[],
): OpenStackError {
  const { headers, status } = response;
  const body = parseJson(text) ?? null;
  // Of gateways: plain text is shown, HTML is not.
  const whole = messageOf(body) || (headers.get('content-type')?.startsWith('text/plain') ? text : '');
  const message = whole.slice(0, MAX_MESSAGE_LENGTH);
  const readFault = spec.fault ?? (spec.service === 'identity' ? identityFault : computeFault);
  const fault = readFault({ status, headers, body, message });
  const detail = safeDetail(whole, secrets);
  return new OpenStackError(
    fault.code,
    { ...facts, ...(detail && { detail }), ...safeFaultFacts(fault.facts ?? {}, secrets) },
    fault.receipt === undefined ? {} : { receipt: fault.receipt },
  );
}

const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b];
const MAX_JSON_VALUES = 2_000_000;

/** Undefined: no JSON, or so many values that they would fill the memory. */
function parseJson(text: string): unknown {
  if (hasMoreValues(text, MAX_JSON_VALUES)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts also inside strings. */
function hasMoreValues(text: string, max: number): boolean {
  if (text.length <= max) return false;
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code === COMMA || code === BRACKET || code === BRACE) && ++count > max) return true;
  }
  return false;
}

async function pause(client: Client, ms: number, facts: OpenStackErrorFacts, signal?: AbortSignal): Promise<void> {
  const sleep = client.sleep ?? sleepFor;
  try {
    await sleep(ms, signal);
  } catch (cause) {
    throw new OpenStackError('CANCELLED', facts, { cause });
  }
}

function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    signal?.addEventListener('abort', cancel, { once: true });
  });
}
