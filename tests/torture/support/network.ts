import { during } from './activity';
import { cloudAt } from './clouds';
import { asCloud } from './time';

/** A request as it left the extension. */
export interface SentRequest {
  url: URL;
  method: string;
  headers: Headers;
  body: string;
  /** what it asks, without ids: `GET /v3/auth/projects` */
  call: string;
}

/** Answers instead of the cloud; null: the cloud answers. */
export type AnswerInstead = (sent: SentRequest) => Promise<Response> | null;

/** More requests than any operation needs: what comes then is refused, and counts as a failure. */
export const MAX_REQUESTS = 400;

/** What was sent since the last reset, and who answers. */
export const network = blank();

/** Begins again, with the dashboard's cookie of before. */
export function resetNetwork({ cookie } = { cookie: '' }): void {
  Object.assign(network, blank(), { cookie });
}

function blank() {
  return {
    sent: [] as SentRequest[],
    answerInstead: (() => null) as AnswerInstead,
    /** more than this were sent */
    most: MAX_REQUESTS,
    /** of the dashboard's login */
    cookie: '',
  };
}

/** Whether more was asked than any operation needs. Allows as much again. */
export function takeOverrun(): boolean {
  const isOverrun = network.sent.length > network.most;
  network.most = network.sent.length + MAX_REQUESTS;
  return isOverrun;
}

/** The browser's `fetch`: to the clouds of this run, and nowhere else. */
export const fetchInProcess: typeof fetch = (input, init = {}) => exchange(String(input), init, 0);

/** As in browsers. */
const MAX_REDIRECTS = 20;

async function exchange(address: string, init: RequestInit, redirects: number): Promise<Response> {
  const url = new URL(address);
  const headers = new Headers(init.headers);
  const sent = { url, method: init.method ?? 'GET', headers, body: textOf(init.body), call: '' };
  sent.call = `${sent.method} ${url.pathname.replace(/[0-9a-f]{32,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')}`;
  network.sent.push(sent);
  if (network.sent.length > network.most) throw new TypeError('Failed to fetch');
  const posed = network.answerInstead(sent);
  const answer = await (posed === null ? during(realAnswer(sent, init)) : abortable(posed, init.signal));
  if (answer.status < 300 || answer.status >= 400 || answer.headers.get('location') === null) return answer;
  if (init.redirect === 'manual') return opaque();
  if (init.redirect === 'error' || redirects === MAX_REDIRECTS) throw new TypeError('Failed to fetch');
  const to = new URL(answer.headers.get('location') ?? '', url).href;
  return exchange(to, { ...init, method: 'GET', body: null }, redirects + 1);
}

/** The answer, unless the request is aborted before its end. */
async function abortable(answer: Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  if (!signal) return answer;
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
  aborted.catch(() => undefined);
  const response = await Promise.race([answer, aborted]);
  if (response.body === null) return response;
  const { status, headers } = response;
  const body = response.body.pipeThrough(new TransformStream(), { signal });
  return Object.defineProperty(new Response(body, { status, headers }), 'url', { value: response.url });
}

function realAnswer(sent: SentRequest, init: RequestInit): Promise<Response> {
  const cloud = cloudAt(sent.url);
  const isWithCookies = init.credentials === 'include' && network.cookie !== '';
  if (isWithCookies) sent.headers.set('Cookie', network.cookie);
  const answer = asCloud(() =>
    cloud?.answer(sent.url.href, { ...init, headers: sent.headers, body: sent.body || null }),
  );
  return answer ?? Promise.reject(new TypeError('Failed to fetch'));
}

function textOf(body: RequestInit['body']): string {
  return body === undefined || body === null ? '' : String(body);
}

/** What a browser gives for a redirect that is not followed. */
function opaque(): Response {
  return Object.defineProperties(Response.error(), { type: { value: 'opaqueredirect' } });
}
