import { withoutSecrets } from '@/utils/openstack/redact';

// The only console output.

/** A release logs only name and code. */
export function logProblem(name: string, code: string, error?: unknown): void {
  console.warn(`${name}: ${code}`);
  if (import.meta.env.MODE === 'development' && error !== undefined) logLine('error', [name, ...describe(error)]);
}

/** Development only. */
export function logMessage(
  name: string,
  sender: 'page' | 'dashboard',
  reply: Promise<{ ok: true } | { ok: false; problem: { code: string } }>,
): void {
  if (import.meta.env.MODE !== 'development') return;
  const elapsed = startTimer();
  void reply.then((result) => logLine('message', [name, sender, elapsed(), result.ok ? 'ok' : result.problem.code]));
}

/** Development only; the value may be a secret. */
export function logStorageChange(area: string, key: string): void {
  if (import.meta.env.MODE === 'development') logLine('stored', [`${area}:${key}`]);
}

/** Development only; without query, headers, body. */
export function logCalls(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  if (import.meta.env.MODE !== 'development') return fetch;
  return async (input, init) => {
    const { host, pathname } = new URL(input instanceof Request ? input.url : input);
    const call = `${init?.method ?? 'GET'} ${host}${pathname}`;
    const elapsed = startTimer();
    try {
      const response = await fetch(input, init);
      logLine('call', [call, response.status, elapsed(), requestIdOf(response.headers)]);
      return response;
    } catch (error) {
      logLine('call', [call, elapsed(), errorName(error)]);
      throw error;
    }
  };
}

function logLine(kind: string, facts: (string | number)[]): void {
  console.info(`[${kind}]`, withoutSecrets(facts.join(' ').trim()));
}

function startTimer(): () => string {
  const start = performance.now();
  return () => `${Math.round(performance.now() - start)} ms`;
}

function requestIdOf(headers: Headers): string {
  return headers.get('x-openstack-request-id') ?? headers.get('x-compute-request-id') ?? '';
}

/** Other errors' messages may hold secrets. */
function describe(error: unknown): string[] {
  const isNative = error instanceof TypeError || error instanceof ReferenceError;
  const message = isNative ? [error.message.replace(/\w+:\/\/\S*/g, '[address]')] : [];
  return [errorName(error), ...message, ...stackFramesOf(error)];
}

/** At most 60 letters and digits of its name, else its type. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name.replace(/\W/g, '').slice(0, 60) : typeof error;
}

const MAX_FRAMES = 12;
/** Chromium: `at f (address)`; Firefox: `f@address`. */
const STACK_FRAME = /^(?:\s*at .*?|[^@\n]*@)(?:chrome|moz)-extension:\/\/[\w-]+\/([\w./-]+:\d+:\d+)\)?$/gm;

/** `background.js:1:2345`, innermost first. */
export function stackFramesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [...(error.stack ?? '').matchAll(STACK_FRAME)].map(([, frame = '']) => frame).slice(0, MAX_FRAMES);
}
