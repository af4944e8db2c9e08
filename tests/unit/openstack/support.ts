import { recording } from '@/tests/fixtures/recorded';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';

/** The recorded answer as `fetch` would hand it out. */
export function replay(name: string): Response {
  const { status, headers, body } = recording(name).response;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(status === 204 ? null : text, { status, headers });
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** What Nova answers to this microversion where its range ends before it. */
export function notInRange(microversion: string, max: string): Response {
  const message = `Version ${microversion} is not supported by the API. Minimum is 2.1 and maximum is ${max}.`;
  return json(406, { computeFault: { code: 406, message } });
}

export function html(status: number, text = '<h1>hello</h1>'): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'text/html' } });
}

/** One request as it reached `fetch`. */
export interface FetchCall {
  url: string;
  method: string;
  headers: Headers;
  body: unknown;
  init: RequestInit;
}

type Answer = Response | Error | ((sent: FetchCall) => Response | Promise<Response>);

/** A client whose `fetch` gives the answers in turn; one request more than there are answers fails the test. */
export function answering(...answers: Answer[]): { client: Client; sent: FetchCall[]; slept: number[] } {
  const sent: FetchCall[] = [];
  const slept: number[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const request: FetchCall = {
      url: String(input),
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
      init,
    };
    sent.push(request);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`unexpected request: ${request.method} ${request.url}`);
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer : answer(request);
  };
  const sleep = async (ms: number) => {
    slept.push(ms);
  };
  return { client: { fetch, sleep, now: () => Date.UTC(2026, 0, 2, 3, 4, 5) }, sent, slept };
}

/** The `OpenStackError` that a call ends with; anything else fails the test. */
export async function openStackErrorOf(call: Promise<unknown>): Promise<OpenStackError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof OpenStackError) return error;
    throw error;
  }
  throw new Error('the call succeeded');
}

/** The code of the `OpenStackError` that a call ends with. */
export const codeOf = async (call: Promise<unknown>): Promise<string> => (await openStackErrorOf(call)).code;

/** Everything an error could carry to a log or a page. */
export function everythingIn(error: OpenStackError): string {
  return [error.message, JSON.stringify(error.facts), String(error.cause ?? ''), error.stack ?? ''].join('\n');
}
