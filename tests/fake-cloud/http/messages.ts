import type { IncomingHttpHeaders } from 'node:http';

/** `lookalike`: a hostile site that is no part of the cloud. */
export type ServiceName = 'keystone' | 'nova' | 'console' | 'horizon' | 'lookalike';

/** A request to a service. */
export interface Call {
  service: ServiceName;
  /** Nova only: which region's API was called */
  region?: string;
  method: string;
  /** absolute, built from the `Host` header, as OpenStack builds its own links */
  url: URL;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  rawBody: string;
  /** the parsed JSON body; undefined where there is none or it is no JSON */
  body: unknown;
  /** the body is not JSON */
  malformed: boolean;
}

/** An answer. An object body is sent as JSON, a string or Buffer as it is. */
export interface FakeAnswer {
  status: number;
  reason?: string;
  headers?: Record<string, string | string[]>;
  body?: object | string | Buffer;
}

export type Handler = (call: Call) => FakeAnswer | Promise<FakeAnswer>;

/** An answer that a handler throws. */
export class AnswerError extends Error {
  readonly answer: FakeAnswer;

  constructor(answer: FakeAnswer) {
    super(`answer ${answer.status}`);
    this.answer = answer;
  }
}

/** What `run` returns, or the answer that it throws. */
export function answerOf(run: () => FakeAnswer): FakeAnswer {
  try {
    return run();
  } catch (error) {
    if (error instanceof AnswerError) return error.answer;
    throw error;
  }
}

/** A header's single value. */
export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

/** Whether parsed JSON is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
