import type { IncomingHttpHeaders } from 'node:http';

/** `lookalike`: a web site that has nothing to do with the cloud, and means ill. */
export type ServiceName = 'keystone' | 'nova' | 'console' | 'horizon' | 'lookalike';

/** One request as a service sees it. */
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
  /** there was a body that should be JSON and is not */
  malformed: boolean;
}

/** What a service answers. An object body goes out as JSON, a string or Buffer as it is. */
export interface Answer {
  status: number;
  reason?: string;
  headers?: Record<string, string | string[]>;
  body?: object | string | Buffer;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** Thrown by handlers to answer at once. */
export class AnswerError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`answer ${answer.status}`);
    this.answer = answer;
  }
}

/** A header's single value. */
export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

/** Narrows parsed JSON to something with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
