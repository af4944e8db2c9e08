import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answering, codeOf, json } from '@/tests/unit/openstack/support';
import { createBudget } from '@/utils/openstack/budget';
import type { Client } from '@/utils/openstack/client';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { listServers } from '@/utils/openstack/compute/servers';
import { deleteApplicationCredential } from '@/utils/openstack/identity/application-credentials';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { listProjects } from '@/utils/openstack/identity/projects';

const access = { endpoint: 'https://nova.example.org/v2.1', token: 'tok' };
const AUTH_URL = 'https://cloud.example.org/v3';
const SERVER = { name: 's', status: 'ACTIVE' };
const MiB = 1024 * 1024;

/** How a hostile cloud answers the page of this number: entries with ids, after a wait in ms, with blanks to `bytes`. */
interface Page {
  entries: number;
  waitMs?: number;
  bytes?: number;
  answer?: (url: string) => Response;
}

/** A cloud whose list never ends. The test fails after 1,000 requests. */
function endless(pageOf: (page: number) => Page): { client: Client; requestCount: () => number } {
  let asked = 0;
  let nextId = 0;
  const fetch: typeof globalThis.fetch = async (input) => {
    const url = String(input);
    asked += 1;
    if (asked > 1000) throw new Error('asked without end');
    const { entries, waitMs = 0, bytes = 0, answer } = pageOf(asked);
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (answer !== undefined) return answer(url);
    const ids = Array.from({ length: entries }, () => String(nextId++));
    const next = `http://other.example/?marker=${nextId}&page=${asked}`;
    const body = url.includes('/servers')
      ? { servers: ids.map((id) => ({ id, ...SERVER })), servers_links: [{ rel: 'next', href: next }] }
      : { projects: ids.map((id) => ({ id, name: id })), links: { next } };
    const text = JSON.stringify(body);
    return new Response(text + ' '.repeat(Math.max(0, bytes - text.length)), { status: 200 });
  };
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return { client: { fetch, sleep }, requestCount: () => asked };
}

interface Listed {
  length: number;
  isPartial: boolean;
}
const LISTS = {
  servers: async (client: Client): Promise<Listed> => {
    let isPartial = false;
    const { length } = await listServers(client, access, { onPartial: () => (isPartial = true) });
    return { length, isPartial };
  },
  projects: async (client: Client): Promise<Listed> => {
    let isPartial = false;
    const { length } = await listProjects(client, AUTH_URL, 'tok', { onPartial: () => (isPartial = true) });
    return { length, isPartial };
  },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Runs the call to its end on the fake clock. */
async function timed<T>(call: Promise<T>): Promise<{ value: T; seconds: number }> {
  const from = performance.now();
  const ended = call.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
  let result: (() => T) | undefined;
  void ended.then((found) => (result = found));
  while (result === undefined) await vi.advanceTimersByTimeAsync(500);
  return { value: result(), seconds: (performance.now() - from) / 1000 };
}

const tooSlow = () => json(429, {}, { 'Retry-After': '10' });
const dripping = () => new Response(new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode('{')) }));

describe('a list that the cloud never ends', () => {
  it.each<['servers' | 'projects', string, (page: number) => Page, { entries: number; requests: number; s: number }]>([
    ['servers', 'full pages', () => ({ entries: 1000 }), { entries: 20_000, requests: 21, s: 60 }],
    ['servers', 'a huge page', () => ({ entries: 60_000 }), { entries: 20_000, requests: 1, s: 60 }],
    ['servers', 'pages of one', () => ({ entries: 1 }), { entries: 200, requests: 200, s: 60 }],
    ['servers', 'large bodies', () => ({ entries: 10, bytes: 9 * MiB }), { entries: 70, requests: 8, s: 60 }],
    ['servers', 'slow pages', () => ({ entries: 10, waitMs: 7_000 }), { entries: 80, requests: 9, s: 60 }],
    [
      'servers',
      'a page that drips',
      (n) => ({ entries: 3, ...(n > 1 && { answer: dripping }) }),
      { entries: 3, requests: 2, s: 60 },
    ],
    [
      'servers',
      'waits between pages',
      (n) => ({ entries: 2, ...(n % 2 && { answer: tooSlow }) }),
      { entries: 10, requests: 11, s: 60 },
    ],
    ['projects', 'full pages', () => ({ entries: 1000 }), { entries: 10_000, requests: 11, s: 30 }],
    ['projects', 'a huge page', () => ({ entries: 60_000 }), { entries: 10_000, requests: 1, s: 30 }],
    ['projects', 'empty pages', (n) => ({ entries: n === 1 ? 5 : 0 }), { entries: 5, requests: 100, s: 30 }],
    ['projects', 'large bodies', () => ({ entries: 10, bytes: 3 * MiB }), { entries: 50, requests: 6, s: 30 }],
    ['projects', 'slow pages', () => ({ entries: 10, waitMs: 7_000 }), { entries: 40, requests: 5, s: 30 }],
  ])('of %s is shown in part: %s', async (list, _, pageOf, most) => {
    const cloud = endless(pageOf);
    const { value, seconds } = await timed(LISTS[list](cloud.client));
    expect(value).toEqual({ length: most.entries, isPartial: true });
    expect(cloud.requestCount()).toBe(most.requests);
    expect(seconds).toBeLessThanOrEqual(most.s + 1);
  });

  it.each(['servers', 'projects'] as const)('of %s is an error where nothing came', async (list) => {
    const cloud = endless(() => ({ entries: 0, answer: tooSlow }));
    const { value } = await timed(codeOf(LISTS[list](cloud.client)));
    expect(value).toBe('RATE_LIMITED');
    const drip = endless(() => ({ entries: 0, answer: dripping }));
    expect((await timed(codeOf(LISTS[list](drip.client)))).value).toBe('TIMEOUT');
  });

  it.each(['servers', 'projects'] as const)('of %s fails as a whole on any other error', async (list) => {
    const cloud = endless((page) => ({ entries: 3, ...(page > 1 && { answer: () => json(401, {}) }) }));
    expect((await timed(codeOf(LISTS[list](cloud.client)))).value).toBe('TOKEN_INVALID');
  });
});

describe('one operation', () => {
  it('has one deadline for all of its requests', async () => {
    const slow = endless(() => ({ entries: 0, waitMs: 15_000, answer: () => json(404, {}) }));
    const budget = createBudget({ deadlineMs: 20_000, maxBytes: MiB, maxItems: 1, maxRequests: 9 });
    const kind = { protocol: 'vnc', type: 'novnc' } as const;
    const [first, second] = [0, 1].map(() => codeOf(createRemoteConsole(slow.client, access, 'id', kind, { budget })));
    expect((await timed(Promise.all([first, second]))).seconds).toBeLessThan(16);
    const { value, seconds } = await timed(codeOf(createRemoteConsole(slow.client, access, 'id', kind, { budget })));
    expect([value, Math.round(seconds) <= 5]).toEqual(['TIMEOUT', true]);
  });

  it('sends no request that exceeds its number', async () => {
    const { client, sent } = answering(json(200, {}));
    const budget = createBudget({ deadlineMs: 20_000, maxBytes: MiB, maxItems: 1, maxRequests: 0 });
    expect(await codeOf(listProjects(client, AUTH_URL, 'tok', { budget }))).toBe('TIMEOUT');
    expect(sent).toEqual([]);
  });

  it('of deleting an application credential deletes no endless list of rules', async () => {
    const rules = Array.from({ length: 5000 }, (_, index) => ({ id: String(index) }));
    const shown = (url: string) =>
      url.includes('access_rules') ? json(200, {}) : json(200, { application_credential: { access_rules: rules } });
    const cloud = endless(() => ({ entries: 0, answer: shown }));
    await timed(deleteApplicationCredential(cloud.client, { authUrl: AUTH_URL, userId: 'u', token: 'tok' }, 'id'));
    expect(cloud.requestCount()).toBeLessThanOrEqual(40);
  });

  it('of finding Keystone reads no large answer', async () => {
    const cloud = endless(() => ({ entries: 0, answer: () => new Response(' '.repeat(4 * MiB)) }));
    expect((await timed(codeOf(discoverIdentity(cloud.client, AUTH_URL)))).value).toBe('NOT_KEYSTONE');
  });
});

it('an answer with millions of values is not parsed', async () => {
  const { client } = answering(new Response(`{"servers":[${'1,'.repeat(3 * MiB)}1]}`));
  expect(await codeOf(listServers(client, access))).toBe('NOT_JSON');
});
