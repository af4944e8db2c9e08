import type { SentRequest } from './network';

/** Bytes that a cloud has sent since the last reset. */
export const served = { bytes: 0 };

/** More than any operation may take: what comes then ends the connection, and counts as a failure. */
export const MAX_BYTES = 128 * 1024 * 1024;
const CHUNK = new TextEncoder().encode(' '.repeat(1024 * 1024));
const SECOND_MS = 1_000;
/** How long a page of an endless list takes, in ms. */
const PAGE_MS = 200;
const DEEP = 100_000;
const MANY = 60_000;

type Respond = (sent: SentRequest) => Promise<Response>;

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  text(JSON.stringify(body), status, { 'Content-Type': 'application/json', ...headers });

function text(body: string, status = 200, headers: Record<string, string> = {}): Response {
  served.bytes += body.length;
  return new Response(status === 204 ? null : body, { status, headers });
}

const never = <T>(): Promise<T> => new Promise(() => undefined);
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A body that comes piece by piece. @param pieces null: without end */
function stream(piece: Uint8Array, pieces: number | null, pauseMs: number): Response {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (pauseMs > 0) await later(pauseMs);
      served.bytes += piece.byteLength;
      sent += 1;
      if (served.bytes > MAX_BYTES) return controller.error(new TypeError('connection reset'));
      controller.enqueue(piece);
      if (sent === pieces) controller.close();
    },
  });
  return new Response(body, { status: 200, headers: { 'Content-Type': 'application/json' } });
}

const id = (n: number): string => n.toString(16).padStart(32, '0');
const uuid = (n: number): string => id(n).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** A page of whatever list is asked for. */
function page({ url }: SentRequest, from: number, count: number, next: string | null): Response {
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  if (url.pathname.endsWith('/auth/projects')) {
    const projects = numbers.map((n) => ({ id: id(n), name: `project ${n}`, domain_id: 'default', enabled: true }));
    return json({ projects, links: { next, previous: null, self: url.href } });
  }
  const servers = numbers.map((n) => ({ id: uuid(n), name: `server ${n}`, status: 'ACTIVE', addresses: {} }));
  return json({ servers, ...(next !== null && { servers_links: [{ rel: 'next', href: next }] }) });
}

let pages = 0;
async function endlessPage(sent: SentRequest): Promise<Response> {
  await later(PAGE_MS);
  pages += 1;
  const next = new URL(sent.url);
  next.searchParams.set('marker', uuid(pages * 100));
  return page(sent, pages * 100, 100, next.href);
}

/** An error that repeats what was sent. */
const echo =
  (status: number, message: (sent: SentRequest) => string): Respond =>
  async (sent) =>
    json({ error: { code: status, title: 'Unauthorized', message: message(sent) } }, status);

const secretsIn = ({ body, headers }: SentRequest): string =>
  /"(?:password|secret)":"([^"]+)"/.exec(body)?.[1] ?? headers.get('x-auth-token') ?? 'nothing';

const EVIL = 'http://evil.example/v3';

function catalogOf(count: number): unknown {
  const endpoints = Array.from({ length: count }, (_, n) => ({
    ...{ id: id(n), interface: 'public', region: `Region ${n}`, region_id: `Region ${n}` },
    url: `http://nova-${n}.evil.example/v2.1`,
  }));
  return {
    token: {
      methods: ['password'],
      user: { id: id(1), name: 'demo', domain: { id: 'default', name: 'Default' } },
      project: { id: id(2), name: 'demo', domain: { id: 'default', name: 'Default' } },
      ...{ issued_at: '2026-11-30T08:00:00.000000Z', expires_at: '2026-11-30T09:00:00.000000Z' },
      catalog: [{ type: 'compute', name: 'nova', id: id(3), endpoints }],
    },
  };
}

/** Which calls an answer is for; others get each answer. */
export const ONLY_FOR: Readonly<Record<string, RegExp>> = {
  'lists without end': /GET .*(projects|detail|application_credentials)$/,
  'lists 60,000 items': /GET .*(projects|detail|application_credentials)$/,
  'gives a token of 1 MB': /POST .*tokens$/,
  'names 20,000 hosts': /(GET|POST) .*tokens$/,
};

/** Answers of a cloud that means harm, or is broken. */
export const HOSTILE: Readonly<Record<string, Respond>> = {
  'never answers': never,
  'breaks the connection': () => Promise.reject(new TypeError('Failed to fetch')),
  'sends a byte a second': async () => stream(new TextEncoder().encode(' '), null, SECOND_MS),
  'sends a body without end': async () => stream(CHUNK, null, 0),
  'sends 40 MB': async () => stream(CHUNK, 40, 0),
  'lists without end': endlessPage,
  'lists 60,000 items': async (sent) => page(sent, 1, MANY, null),
  'nests its answer deeply': async () => text(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
  'sends an empty answer': async () => text(''),
  'sends HTML': async () => text('<html><body>Sign in</body></html>', 200, { 'Content-Type': 'text/html' }),
  'sends other types': async () => json({ token: 7, servers: 'x', projects: {}, remote_console: [], version: null }),
  'fails with 500': async () => json({ error: { message: 'Internal' } }, 500),
  'asks to wait for ever': async () => json({}, 503, { 'Retry-After': '9' }),
  'refuses with 401': async () => json({ error: { code: 401, message: 'Unauthorized' } }, 401),
  'refuses with 403': async () => json({ error: { code: 403, message: 'Forbidden' } }, 403),
  'knows nothing (404)': async () => json({ error: { code: 404, message: 'Not Found' } }, 404),
  'redirects elsewhere': async () => text('', 302, { Location: EVIL }),
  'redirects without end': async ({ url }) => text('', 302, { Location: url.href }),
  'repeats secrets in an error': echo(401, (sent) => `No: ${secretsIn(sent)} ${sent.body}`),
  'names the password as a user': echo(
    401,
    (sent) => `The password is expired and needs to be changed for user: ${secretsIn(sent)}.`,
  ),
  'gives a token of 1 MB': async () => json(catalogOf(1), 201, { 'X-Subject-Token': 'x'.repeat(1024 * 1024) }),
  'names 20,000 hosts': async () => json(catalogOf(20_000), 201, { 'X-Subject-Token': 'hostile-token' }),
};
