import { beforeEach, describe, expect, it } from 'vitest';
import { answering, codeOf } from '@/tests/unit/openstack/support';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, inDefault, PLACE } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { issueToken } from '@/utils/openstack/identity/tokens';

const cloud = fakeCloud({ password: PASSWORD });
const SECRET = 'wrong-horse-of-today';
const TOKEN = 'gAAAAA-of-nobody';
const identity = { method: 'password', user: inDefault('demo'), password: SECRET } as const;
const chunk = new Uint8Array(1024 * 1024).fill(0x61);

function bodyOf(pull: (controller: ReadableStreamDefaultController) => unknown): ReadableStream {
  return new ReadableStream({ start: (controller) => controller.enqueue(chunk.subarray(0, 9)), pull: pull as never });
}

const receipt = { methods: ['password'], issued_at: 'now', expires_at: 'later' };
const required = [['password', 'totp']];
const tokenOf = (overrides: object) =>
  JSON.stringify({ token: { methods: [], user: { id: 'u' }, expires_at: null, issued_at: null, ...overrides } });

const BODIES: [string, () => BodyInit][] = [
  ['is HTML', () => '<html>'],
  ['is cut off', () => bodyOf((controller) => controller.error(new TypeError('terminated')))],
  ['grows without end', () => bodyOf((controller) => controller.enqueue(chunk))],
  ['never ends', () => bodyOf(() => new Promise(() => undefined))],
];

describe('a refusal whose body', () => {
  it.each([...BODIES, ['names a receipt', () => '{"error":{"message":"auth receipt not found"}}'] as const])(
    '%s is a refusal',
    async (_, body) => {
      const { client } = answering(new Response(body(), { status: 401 }));
      expect(await codeOf(issueToken(client, cloud.authUrl, { identity, scope: 'default' }, { timeoutMs: 100 }))).toBe(
        'INVALID_CREDENTIALS',
      );
    },
  );

  it('has a receipt without a time asks for the other method', async () => {
    const body = JSON.stringify({ receipt, required_auth_methods: required });
    const { client } = answering(new Response(body, { status: 401, headers: { 'Openstack-Auth-Receipt': 'r' } }));
    expect(await codeOf(issueToken(client, cloud.authUrl, { identity, scope: 'default' }))).toBe('MFA_REQUIRED');
  });
});

describe('a password refused by an answer that', () => {
  const sent: string[] = [];
  beforeEach(() => sent.splice(0));

  it.each(BODIES.slice(0, 3))('%s is sent once', async (_, body) => {
    const refusing: typeof fetch = async (input, init) => {
      if (init?.method !== 'POST') return fetch(input, init);
      sent.push(String(init.body));
      return new Response(body(), { status: 401 });
    };
    const profile = demoProfile(cloud.authUrl);
    const credential = { kind: 'password', password: SECRET } as const;
    await newWorker(refusing).accounts.save({ profile, credential, verify: false });
    for (const projectId of ['a', 'b', 'c'])
      expect(await codeOf(newWorker(refusing).serverLists.servers({ ...PLACE, projectId }))).toBe(
        'INVALID_CREDENTIALS',
      );
    expect(sent.filter((text) => text.includes(SECRET))).toHaveLength(1);
  });
});

it('a password refused at a host is not sent to the same name with a dot at its end', async () => {
  const sent: string[] = [];
  const refusing: typeof fetch = async (input, init) => {
    sent.push(`${new URL(String(input)).host} ${init?.body}`);
    return new Response('{}', { status: 401 });
  };
  const credential = { kind: 'password', password: SECRET } as const;
  const clouds = ['keystone.example', 'KEYSTONE.example.:443', 'keystone.example.'].map((host, n) => ({
    profile: demoProfile(`https://${host}/v3`, { id: `cloud-${n}` }),
    credential,
  }));
  await newWorker(refusing).accounts.importClouds({ clouds });
  for (const { profile } of clouds) {
    const place = { ...PLACE, cloudId: profile.id, projectId: 'a' };
    expect(await codeOf(newWorker(refusing).serverLists.servers(place))).toBe('INVALID_CREDENTIALS');
  }
  expect(sent.filter((text) => text.includes(SECRET))).toHaveLength(1);
});

describe('a token that Keystone issues in an answer that', () => {
  it.each([
    ...BODIES,
    ['has no user', () => tokenOf({ user: null })] as const,
    ['has a time that is none', () => tokenOf({ expires_at: 'soon' })] as const,
  ])('%s is revoked', async (_, body) => {
    const headers = { 'X-Subject-Token': TOKEN };
    const { client, sent } = answering(
      new Response(body(), { status: 201, headers }),
      new Response(null, { status: 204 }),
    );
    await codeOf(issueToken(client, cloud.authUrl, { identity, scope: 'default' }, { timeoutMs: 100 }));
    expect(sent.map(({ method, headers }) => [method, headers.get('X-Subject-Token')])).toEqual([
      ['POST', null],
      ['DELETE', TOKEN],
    ]);
  });
});
