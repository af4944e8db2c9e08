import { describe, expect, it } from 'vitest';
import { answering, everythingIn, json, openStackErrorOf } from '@/tests/unit/openstack/support';
import { showServer } from '@/utils/openstack/compute/servers';
import { OPENSTACK_ERROR_CODES, OpenStackError, type OpenStackErrorFacts } from '@/utils/openstack/errors';
import type { FaultReader } from '@/utils/openstack/faults';
import { request } from '@/utils/openstack/http';
import { issueToken } from '@/utils/openstack/identity/tokens';
import { safeDetail, secretsOf } from '@/utils/openstack/redact';
import { withoutCloudFacts } from '@/utils/openstack/safe-facts';
import { toProblem } from '@/utils/problems/app-error';

const URL_OF_KEYSTONE = 'https://keystone.example.org/v3';
const USER_ID = '8f14e45fceea167a5a36dedd4bea2543';
const unauthorized = (message: string, extraFields: object = {}) => json(401, { error: { message, ...extraFields } });
const expired = (secret: string) => `The password is expired and needs to be changed for user: ${secret}.`;

/** Answers in which a cloud that knows the secret of the request writes it where something else belongs. */
const PLACES: Record<string, (secret: string) => Response> = {
  'the user of an expired password': (secret) => unauthorized(expired(secret)),
  'the enabled methods': (secret) => unauthorized('no', { identity: { methods: [secret, 'totp'] } }),
  'the missing methods': (secret) =>
    json(
      401,
      {
        receipt: { methods: ['password'], issued_at: '2026-01-02T03:04:05Z', expires_at: '2026-01-02T03:09:05Z' },
        required_auth_methods: [['password', secret]],
      },
      { 'Openstack-Auth-Receipt': 'receipt' },
    ),
  'the request id': (secret) => json(500, {}, { 'x-openstack-request-id': secret }),
  'a request id in its form': (secret) => json(500, {}, { 'x-openstack-request-id': `req-${secret}` }),
  'the time to wait': (secret) => json(503, {}, { 'Retry-After': secret }),
  'the range of microversions': (secret) =>
    json(406, { error: { message: `minimum is ${secret}.1 and maximum is ${secret}.2` } }),
  'a name of a field': (secret) => json(200, { token: { user: { id: 1 }, methods: [{ [secret]: 1 }] } }),
  'a text before the message': (secret) => unauthorized(`${' '.repeat(65_536 - 6)}${secret}`),
};

const SECRETS = {
  'a password': 'correct horse battery',
  'a short password': 'letmein',
  'a password of digits': '72948105',
  'a password in the form of an id': 'c4ca4238a0b923820dcc509a6f75849b',
};

describe('no fact of an error has the secret that was sent', () => {
  const cases = Object.entries(PLACES).flatMap(([place, answer]) =>
    Object.entries(SECRETS).map(([kind, secret]) => ({ place, kind, secret, answer })),
  );

  it.each(cases)('$kind in $place', async ({ secret, answer }) => {
    const user = { id: USER_ID };
    const identity = { method: 'password', user, password: secret } as const;
    const { client } = answering(answer(secret));
    const error = await openStackErrorOf(issueToken(client, URL_OF_KEYSTONE, { identity, scope: 'unscoped' }));
    expect(everythingIn(error)).not.toContain(secret);
    expect(everythingIn(error)).not.toMatch(/corre|letm\b/);
  });

  it.each(['72948105', '2.72', 'letmein'])('%s in the range of microversions', async (token) => {
    const message = `minimum is ${token}.1 and maximum is ${token}.2, minimum is 2.1 and maximum is ${token}`;
    const { client } = answering(json(406, { computeFault: { message } }));
    const headers = { 'X-Auth-Token': token };
    const call = { service: 'compute', method: 'GET', url: 'https://nova.example.org/v2.1', headers } as const;
    expect(everythingIn(await openStackErrorOf(request(client, call)))).not.toContain(token);
  });

  it.each(['token-of-the-test-1234', '72948105', 'letmein'])(
    '%s as the name of an unreadable network',
    async (token) => {
      const server = { id: '1', status: 'ACTIVE', addresses: { [token]: 'none' } };
      const { client } = answering(json(200, { server }));
      const error = await openStackErrorOf(
        showServer(client, { endpoint: 'https://nova.example.org/v2.1', token }, '1'),
      );
      expect(error.code).toBe('SCHEMA_MISMATCH');
      expect(everythingIn(error)).not.toContain(token);
    },
  );

  it('and what is in its own form is kept', async () => {
    const { client } = answering(unauthorized(expired(USER_ID)));
    const identity = { method: 'password', user: { id: USER_ID }, password: 'p' } as const;
    const error = await openStackErrorOf(issueToken(client, URL_OF_KEYSTONE, { identity, scope: 'unscoped' }));
    expect(error).toMatchObject({ code: 'PASSWORD_EXPIRED', facts: { userId: USER_ID } });
  });

  it('nor a fact that nobody knows yet', async () => {
    const fault: FaultReader = ({ message }) => ({ code: 'HTTP', facts: { hint: message } as object });
    const { client } = answering(unauthorized('correct horse battery'));
    const call = { service: 'identity', method: 'POST', url: URL_OF_KEYSTONE, fault } as const;
    const error = await openStackErrorOf(request(client, { ...call, body: { password: 'other' } }));
    expect(JSON.stringify(error.facts)).not.toContain('hint');
  });
});

describe('a call to an identity provider', () => {
  const form = (fields: Record<string, string>) => new URLSearchParams(fields);
  const basic = { Authorization: `Basic ${btoa('client:of the provider 1')}` };
  it.each<[string, Record<string, string>, unknown, string]>([
    ['client_secret', {}, form({ client_secret: 'of the provider 1' }), 'of the provider 1'],
    ['assertion', {}, form({ assertion: 'an assertion of the user' }), 'an assertion of the user'],
    ['access_token', {}, { access_token: 'opaque-token-1234' }, 'opaque-token-1234'],
    ['refresh_token', {}, form({ refresh_token: 'refresh-token-1234' }), 'refresh-token-1234'],
    ['a bearer token', { Authorization: 'Bearer opaque-token-5678' }, undefined, 'opaque-token-5678'],
    ['the client of Basic', basic, undefined, 'of the provider 1'],
    ['the pair of Basic', basic, undefined, btoa('client:of the provider 1')],
    [
      'a field that is there twice',
      {},
      new URLSearchParams('password=first-of-two-1&password=second-of-two'),
      'first-of-two-1',
    ],
  ])('repeats no %s', async (_, headers, body, secret) => {
    const { client } = answering(json(400, { error: { message: `bad: ${secret}` } }));
    const call = { service: 'identity', method: 'POST', url: 'https://idp.example.org/token', headers, body } as const;
    const error = await openStackErrorOf(request(client, call));
    expect(everythingIn(error)).not.toContain(secret);
  });
});

describe('a long message', () => {
  /** without the letters of the gap */
  const secret = 'zyxw vusq ponm lkjihg';

  it('of 30 MB is cut before it is read', () => {
    const secrets = secretsOf(new Headers(), { password: secret });
    const huge = 'gAAAA eyJ a.b.c token= '.repeat(1_300_000);
    const before = process.cpuUsage();
    safeDetail(huge, secrets);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(500);
  });

  it.each(Array.from({ length: secret.length }, (_, index) => index + 1))(
    'shows no part of a secret at the cut: %i',
    (part) => {
      const at = 64 * 1024 - part;
      for (const filler of [' ', 'A ', `${secret} `]) {
        const message = filler.repeat(Math.ceil(at / filler.length)).slice(0, at) + secret.repeat(2);
        const detail = safeDetail(message, [secret]) ?? '';
        expect(detail).not.toMatch(/[g-qsu-z]/);
      }
    },
  );
});

describe('what leaves the background', () => {
  it('has the words of a service only for the rules of a password', () => {
    for (const code of OPENSTACK_ERROR_CODES) {
      const { facts } = toProblem(new OpenStackError(code, { detail: 'words of the cloud', host: 'h' }));
      expect(facts.detail).toBe(code === 'PASSWORD_UNACCEPTABLE' ? 'words of the cloud' : undefined);
    }
  });

  it('is kept after the lock only as far as it is ours', () => {
    const own = {
      service: 'compute',
      method: 'GET',
      host: 'h',
      status: 500,
      origins: ['https://h/*'],
      retryAfter: 3,
    } as const;
    const ofCloud: Required<Omit<OpenStackErrorFacts, keyof typeof own>> = {
      ...{ detail: 'd', methods: ['totp'], microversions: { min: '2.1', max: '2.9' }, regions: ['r'] },
      ...{ requestId: 'req-1', userId: USER_ID },
    };
    expect(withoutCloudFacts({ ...own, origins: [...own.origins], ...ofCloud })).toEqual(own);
  });
});
