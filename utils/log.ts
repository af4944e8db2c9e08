import { withoutSecrets } from '@/utils/openstack/redact';

/**
 * All that goes to the browser's console. A development build logs what happens, without secrets. A release logs only the
 * code of a problem and where it came up: the mode is a constant of the build, which removes the rest.
 */

/** @param name of the message or the work that failed. @param code of the problem. @param error logged in development */
export function logProblem(name: string, code: string, error?: unknown): void {
  console.warn(`${name}: ${code}`);
  if (import.meta.env.MODE === 'development' && error !== undefined) write('error', [name, ...describe(error)]);
}

/** Development only: a message to the background and its outcome. */
export function logMessage(
  name: string,
  sender: 'page' | 'dashboard',
  answering: Promise<{ ok: true } | { ok: false; problem: { code: string } }>,
): void {
  if (import.meta.env.MODE !== 'development') return;
  const passed = stopwatch();
  void answering.then((answer) => write('message', [name, sender, passed(), answer.ok ? 'ok' : answer.problem.code]));
}

/** Development only: a record that was written or removed, by its key; its value may be a secret. */
export function logStored(area: string, key: string): void {
  if (import.meta.env.MODE === 'development') write('stored', [`${area}:${key}`]);
}

/** @returns in development a `fetch` that logs each call, without query, headers and body; in a release `fetch` itself. */
export function logCalls(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  if (import.meta.env.MODE !== 'development') return fetch;
  return async (input, init) => {
    const { host, pathname } = new URL(input instanceof Request ? input.url : input);
    const call = `${init?.method ?? 'GET'} ${host}${pathname}`;
    const passed = stopwatch();
    try {
      const response = await fetch(input, init);
      write('call', [call, response.status, passed(), requestIdOf(response.headers)]);
      return response;
    } catch (error) {
      write('call', [call, passed(), errorName(error)]);
      throw error;
    }
  };
}

function write(kind: string, facts: (string | number)[]): void {
  console.info(`[${kind}]`, withoutSecrets(facts.join(' ').trim()));
}

function stopwatch(): () => string {
  const start = performance.now();
  return () => `${Math.round(performance.now() - start)} ms`;
}

function requestIdOf(headers: Headers): string {
  return headers.get('x-openstack-request-id') ?? headers.get('x-compute-request-id') ?? '';
}

/** The engine's own messages name properties, not values; any other message may hold a secret or an address. */
function describe(error: unknown): string[] {
  const isNative = error instanceof TypeError || error instanceof ReferenceError;
  const message = isNative ? [error.message.replace(/\w+:\/\/\S*/g, '[address]')] : [];
  return [errorName(error), ...message, ...framesOf(error)];
}

/** @returns the class of a thrown value, such as `TypeError`. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name.replace(/\W/g, '').slice(0, 60) : typeof error;
}

const MAX_FRAMES = 12;
/** A frame in a file of the extension, as Chromium (`at f (address)`) and Firefox (`f@address`) write it. */
const FRAME = /^(?:\s*at .*?|[^@\n]*@)(?:chrome|moz)-extension:\/\/[\w-]+\/([\w./-]+:\d+:\d+)\)?$/gm;

/** @returns where in the extension's files an error came up, innermost first, such as `background.js:1:2345`. */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [...(error.stack ?? '').matchAll(FRAME)].map(([, frame = '']) => frame).slice(0, MAX_FRAMES);
}
