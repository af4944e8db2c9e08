import type { ListenOptions } from './listen';
import { AnswerError, type Call, type FakeAnswer } from './messages';

/** Services by origin, such as `http://127.0.0.1:5000`. */
export type Services = ReadonlyMap<string, Pick<ListenOptions, 'service' | 'region' | 'handler'>>;

/**
 * Answers a request without a socket, as the service of its origin would: for tests with thousands of runs. Latency,
 * faults and the journal are left out; the handler runs before this returns.
 * @returns null: no service of this cloud
 */
export function answerInProcess(services: Services, url: URL, init: RequestInit): Promise<Response> | null {
  const found = services.get(url.origin);
  if (found === undefined) return null;
  const { service, region, handler } = found;
  const headers = Object.fromEntries(new Headers(init.headers));
  const rawBody = init.body === undefined || init.body === null ? '' : String(init.body);
  const call: Call = {
    ...{ service, method: init.method ?? 'GET', url, path: url.pathname, query: url.searchParams },
    ...{ headers: { ...headers, host: url.host }, rawBody, body: undefined, malformed: false },
    ...(region !== undefined && { region }),
  };
  if (rawBody !== '' && headers['content-type']?.includes('json')) call.body = JSON.parse(rawBody);
  return Promise.resolve(run(() => handler(call))).then((answer) => responseOf(answer, url));
}

function run(handle: () => FakeAnswer | Promise<FakeAnswer>): FakeAnswer | Promise<FakeAnswer> {
  try {
    return handle();
  } catch (error) {
    if (error instanceof AnswerError) return error.answer;
    throw error;
  }
}

function responseOf({ status, headers = {}, body }: FakeAnswer, url: URL): Response {
  const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
  const sent = new Headers(isJson ? { 'Content-Type': 'application/json' } : {});
  for (const [name, values] of Object.entries(headers)) for (const value of [values].flat()) sent.append(name, value);
  const bytes = isJson ? JSON.stringify(body) : (body ?? null);
  const response = new Response(status === 204 || status === 304 ? null : (bytes as BodyInit | null), {
    status,
    headers: sent,
  });
  return Object.defineProperty(response, 'url', { value: url.href });
}
