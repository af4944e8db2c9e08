import type { Call, ServiceName } from './messages';
import { isRecord } from './messages';

/** One request, without secrets. */
export interface RequestJournalEntry {
  /** milliseconds since the epoch */
  at: number;
  service: ServiceName;
  region?: string;
  method: string;
  /** path with query; console tokens are cut out */
  path: string;
  /** null: not (yet) answered */
  status: number | null;
  headers: Record<string, string>;
  /** the JSON body with its secrets replaced */
  body?: unknown;
}

const SECRET_HEADERS = /^(x-auth-token|x-subject-token|openstack-auth-receipt|authorization|cookie|x-csrftoken)$/;
const SECRET_KEYS = new Set(['password', 'secret', 'passcode']);
const REDACTED = '[redacted]';

function redactBody(value: unknown, parent: string): unknown {
  if (Array.isArray(value)) return value.map((item) => redactBody(item, parent));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const isSecret = typeof inner === 'string' && (SECRET_KEYS.has(key) || (key === 'id' && parent === 'token'));
    return [key, isSecret ? REDACTED : redactBody(inner, key)];
  });
  return Object.fromEntries(entries);
}

/** The journal's entry for a request. */
export function journalEntry(call: Call): RequestJournalEntry {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(call.headers)) {
    headers[name] = SECRET_HEADERS.test(name) ? REDACTED : String(value);
  }
  const entry: RequestJournalEntry = {
    at: Date.now(),
    service: call.service,
    method: call.method,
    path: (call.path + call.url.search).replace(/(token(?:=|%3D))[^&]+/gi, `$1${REDACTED}`),
    status: null,
    headers,
  };
  if (call.region !== undefined) entry.region = call.region;
  if (call.body !== undefined) entry.body = redactBody(call.body, '');
  return entry;
}
