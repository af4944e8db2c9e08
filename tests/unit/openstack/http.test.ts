import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { OpenStackError } from '@/utils/openstack/errors';
import { type ApiRequest, request } from '@/utils/openstack/http';
import { signInFault } from '@/utils/openstack/identity/errors';
import { answering, everythingIn, html, json, openStackErrorOf } from './support';

const schema = z.object({ ok: z.boolean() });
const GET: ApiRequest<{ ok: boolean }> = {
  service: 'compute',
  method: 'GET',
  url: 'https://nova.example.org:8774/v2.1/servers',
  headers: { 'X-Auth-Token': 'token-of-the-test-1234' },
  schema,
};
const POST: ApiRequest<{ ok: boolean }> = {
  ...GET,
  method: 'POST',
  body: { user: { password: 'correct horse battery' } },
};

describe('request', () => {
  it('sends no cookies, no referrer, takes nothing from a cache and follows no redirect', async () => {
    const { client, sent } = answering(json(200, { ok: true }));
    const answer = await request(client, POST);
    expect(answer.body).toEqual({ ok: true });
    expect(sent[0]?.init).toMatchObject({
      method: 'POST',
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'accept-language': 'en',
      'content-type': 'application/json',
      'x-auth-token': 'token-of-the-test-1234',
    });
    expect(sent[0]?.body).toEqual(POST.body);
  });

  it('sends URLSearchParams as a form, and does not repeat their secrets', async () => {
    const password = 'correct horse battery';
    const body = new URLSearchParams({ grant_type: 'password', password });
    const { client, sent } = answering(json(400, { error: { message: `wrong: ${password}` } }));
    const failed = request(client, { ...POST, body });
    await expect(failed).rejects.toMatchObject({ code: 'BAD_REQUEST', facts: { detail: 'wrong: [redacted]' } });
    expect(sent[0]?.init?.body).toBe(body);
    expect(sent[0]?.headers.has('content-type')).toBe(false);
  });

  it('calls fetch without a receiver', async () => {
    const receivers: unknown[] = [];
    async function fetch(this: unknown) {
      receivers.push(this);
      return json(200, { ok: true });
    }
    await request({ fetch }, GET);
    expect(receivers).toEqual([undefined]);
  });

  it('reads no body without a schema', async () => {
    const { client } = answering(new Response(null, { status: 204 }));
    const { schema: _, ...plain } = GET;
    expect(await request(client, { ...plain, method: 'DELETE' })).toMatchObject({ status: 204, body: undefined });
  });

  const hidden = Object.defineProperty(json(200, {}), 'type', { value: 'opaqueredirect' });
  it.each([
    ['a redirect', new Response(null, { status: 302, headers: { Location: 'https://evil.example' } }), 'REDIRECTED'],
    ['a redirect that the browser hides', hidden, 'REDIRECTED'],
    ['HTML with status 200', html(200), 'NOT_JSON'],
    ['an empty body', new Response('', { status: 200 }), 'NOT_JSON'],
    ['HTML with status 503', html(503), 'UNAVAILABLE'],
    ['HTML with status 404', html(404), 'NOT_FOUND'],
    ['other JSON than documented', json(200, { ok: 'yes' }), 'SCHEMA_MISMATCH'],
    ['a failing network', new TypeError('Failed to fetch'), 'NETWORK'],
    ['several choices', json(300, { choices: [] }), 'MULTIPLE_CHOICES'],
  ])('%s is an error', async (_, answer, code) => {
    const { client, sent } = answering(answer);
    const error = await openStackErrorOf(request(client, GET));
    expect(error.code).toBe(code);
    expect(error.facts).toMatchObject({ service: 'compute', method: 'GET', host: 'nova.example.org:8774' });
    expect(sent).toHaveLength(1);
  });

  it('names the field that is not as documented, without its value', async () => {
    const { client } = answering(json(200, { ok: 'token-of-the-test-1234' }));
    const error = await openStackErrorOf(request(client, GET));
    expect(error.facts.detail).toBe('ok: invalid_type');
    expect(everythingIn(error)).not.toContain('token-of-the-test-1234');
  });

  it.each(['x-openstack-request-id', 'x-compute-request-id'])('has the request id of %s', async (header) => {
    const { client } = answering(json(500, { computeFault: { message: 'oops' } }, { [header]: 'req-1' }));
    const error = await openStackErrorOf(request(client, GET));
    expect(error.facts).toMatchObject({ status: 500, requestId: 'req-1', detail: 'oops' });
  });

  it('shows the plain text of a gateway, not its HTML', async () => {
    const plain = { status: 503, headers: { 'Content-Type': 'text/plain' } };
    const { client } = answering(new Response('no healthy upstream', plain), html(502));
    expect((await openStackErrorOf(request(client, GET))).facts.detail).toBe('no healthy upstream');
    expect((await openStackErrorOf(request(client, GET))).facts.detail).toBeUndefined();
  });

  it('never repeats what it sent in an error', async () => {
    const secrets = ['token-of-the-test-1234', 'correct horse battery'];
    const { client } = answering(json(400, { badRequest: { message: `cannot use ${secrets.join(' and ')}` } }));
    const error = await openStackErrorOf(request(client, POST));
    expect(error.facts.detail).toBe('cannot use [redacted] and [redacted]');
    for (const secret of secrets) expect(everythingIn(error)).not.toContain(secret);
  });

  it('names no enabled method that is a secret of the request', async () => {
    const methods = ['password', 'correct horse battery', 'token-of-the-test-1234', 'totp'];
    const { client } = answering(json(401, { error: { identity: { methods }, message: 'not these' } }));
    const identity = { ...POST, service: 'identity', fault: signInFault(['password'], false) } as const;
    const error = await openStackErrorOf(request(client, identity));
    expect(error).toMatchObject({ code: 'AUTH_METHOD_DISABLED', facts: { methods: ['password', 'totp'] } });
  });

  it('refuses a token that no header can carry, without repeating it', async () => {
    const { client, sent } = answering();
    const error = await openStackErrorOf(request(client, { ...GET, headers: { 'X-Auth-Token': 'mangled\ntoken' } }));
    expect(error.code).toBe('TOKEN_INVALID');
    expect(everythingIn(error)).not.toContain('mangled');
    expect(sent).toEqual([]);
  });

  it('throws the OpenStackError of client.fetch unchanged', async () => {
    const refusal = new OpenStackError('HOST_PERMISSION_MISSING', { host: 'nova.example.org' });
    const { client } = answering(refusal);
    expect(await openStackErrorOf(request(client, GET))).toBe(refusal);
  });
});

describe('time limit and cancelling', () => {
  const never = () => new Promise<Response>(() => {});
  const endless = () => new Response(new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode('{')) }));

  const LATE = [
    ['no answer', never],
    ['a body that does not end', endless],
  ] as const;

  it.each(LATE)('ends with TIMEOUT on %s', async (_, answer) => {
    vi.useFakeTimers();
    try {
      const { client, sent } = answering(answer);
      const ended = openStackErrorOf(request(client, GET, { timeoutMs: 500 }));
      await vi.advanceTimersByTimeAsync(499);
      expect(sent[0]?.init.signal?.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect((await ended).code).toBe('TIMEOUT');
      expect(sent[0]?.init.signal?.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each(LATE)('ends with CANCELLED during %s', async (_, answer) => {
    const controller = new AbortController();
    const { client, sent } = answering(answer);
    const ended = openStackErrorOf(request(client, GET, { signal: controller.signal }));
    controller.abort();
    expect((await ended).code).toBe('CANCELLED');
    expect(sent[0]?.init.signal?.aborted).toBe(true);
  });

  it('sends nothing when cancelled before', async () => {
    const { client, sent } = answering();
    expect((await openStackErrorOf(request(client, GET, { signal: AbortSignal.abort() }))).code).toBe('CANCELLED');
    expect(sent).toEqual([]);
  });

  it('can be cancelled while it waits for a retry', async () => {
    const controller = new AbortController();
    const { fetch } = answering(json(503, {}, { 'Retry-After': '5' })).client;
    const ended = openStackErrorOf(request({ fetch }, GET, { signal: controller.signal }));
    setTimeout(() => controller.abort());
    expect((await ended).code).toBe('CANCELLED');
  });

  it('stops reading a body that grows without bound', async () => {
    const chunk = new Uint8Array(4 * 1024 * 1024).fill(0x20);
    let sentBytes = 0;
    const pull = (to: ReadableStreamDefaultController) => {
      sentBytes += chunk.byteLength;
      to.enqueue(chunk);
    };
    const { client } = answering(new Response(new ReadableStream({ pull })));
    const tooLarge = { code: 'SCHEMA_MISMATCH', facts: { detail: 'body over 32 MiB' } };
    expect(await openStackErrorOf(request(client, GET))).toMatchObject(tooLarge);
    expect(sentBytes).toBeLessThan(48 * 1024 * 1024);
  });

  it('reads little of a body that is not used', async () => {
    const { schema: _, ...unused } = GET;
    const { client } = answering(new Response(new Uint8Array(4 * 1024 * 1024)));
    const tooLarge = { code: 'SCHEMA_MISMATCH', facts: { detail: 'answers over the limit' } };
    expect(await openStackErrorOf(request(client, unused))).toMatchObject(tooLarge);
  });
});

describe('Retry-After', () => {
  const busy = (status: number, value: string) => json(status, {}, { 'Retry-After': value });

  it.each([413, 429, 503])('retries after %i', async (status) => {
    const { client, sent, slept } = answering(busy(status, '2'), json(200, { ok: true }));
    expect((await request(client, GET)).body).toEqual({ ok: true });
    expect(slept).toEqual([2000]);
    expect(sent).toHaveLength(2);
  });

  it('reads a date', async () => {
    const { client, slept } = answering(busy(503, 'Fri, 02 Jan 2026 03:04:12 GMT'), json(200, { ok: true }));
    await request(client, GET);
    expect(slept).toEqual([7000]);
  });

  it('retries at most twice', async () => {
    const { client, sent, slept } = answering(busy(429, '1'), busy(429, '2'), busy(429, '3'));
    const error = await openStackErrorOf(request(client, GET));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', facts: { retryAfter: 3 } });
    expect(slept).toEqual([1000, 2000]);
    expect(sent).toHaveLength(3);
  });

  it('never repeats a POST, and has retryAfter', async () => {
    const { client, sent } = answering(busy(429, '1'));
    expect(await openStackErrorOf(request(client, POST))).toMatchObject({
      code: 'RATE_LIMITED',
      facts: { retryAfter: 1 },
    });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['a longer wait than 10 seconds', busy(503, '11')],
    ['no Retry-After', json(503, {})],
    ['a status that does not ask to wait', busy(500, '1')],
  ])('does not retry on %s', async (_, answer) => {
    const { client, sent, slept } = answering(answer);
    await openStackErrorOf(request(client, GET));
    expect(sent).toHaveLength(1);
    expect(slept).toEqual([]);
  });
});
