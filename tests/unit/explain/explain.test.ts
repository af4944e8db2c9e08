import { beforeEach, describe, expect, it } from 'vitest';
import { type Locale, messageNames, speak } from '@/tests/unit/setup/i18n';
import { addressLabel, explain, hostLabel } from '@/utils/explain/explain';
import { ACTION_OF_CODE } from '@/utils/explain/next-step';
import type { ConsoleObstacle } from '@/utils/messaging/views';
import { OPENSTACK_ERROR_CODES } from '@/utils/openstack/errors';
import type { Problem } from '@/utils/problems/problem';

const CODES = Object.keys(ACTION_OF_CODE) as Problem['code'][];

/** One of each; that none is missing is seen by the type. */
const OBSTACLES = Object.keys({
  shutoff: 0,
  paused: 0,
  suspended: 0,
  shelved: 0,
  building: 0,
  error: 0,
  resizing: 0,
  rebuilding: 0,
  migrating: 0,
  deleting: 0,
  deleted: 0,
  unreachable: 0,
} satisfies Record<ConsoleObstacle, number>) as ConsoleObstacle[];

const FULL: Problem['facts'] = {
  ...{ method: 'POST', host: 'nova.example.org:8774', status: 503, requestId: 'req-7', retryAfter: 30 },
  ...{ methods: ['password', 'totp'], regions: ['RegionOne'], origins: ['https://nova.example.org/*'] },
};

beforeEach(() => speak('en'));

describe('every code, in both languages', () => {
  it('covers all codes of the OpenStack client', () => {
    expect(CODES).toEqual(expect.arrayContaining([...OPENSTACK_ERROR_CODES]));
  });

  it.each<[Locale]>([['en'], ['zh_CN']])('%s has one sentence and one next step, with and without facts', (locale) => {
    speak(locale);
    const seen = new Map<string, string>();
    for (const code of CODES) {
      for (const facts of [{}, FULL]) {
        const { sentence, nextStep } = explain({ code, facts });
        expect(sentence, code).toMatch(/[.。]$/);
        expect(nextStep, code).toMatch(/[.。]$/);
        expect(`${sentence}${nextStep}`, code).not.toMatch(/[{}$]|undefined/);
        const twin = seen.get(sentence);
        expect(twin === undefined || twin === code, `${code} says the same as ${twin}`).toBe(true);
        seen.set(sentence, code);
      }
    }
    for (const obstacle of OBSTACLES) {
      const { sentence, nextStep } = explain({ code: 'SERVER_HAS_NO_CONSOLE', facts: { obstacle } });
      expect(sentence, obstacle).toMatch(/[.。]$/);
      expect(nextStep, obstacle).toMatch(/[.。]$/);
    }
  });
});

describe('with facts', () => {
  it('names the hosts to be allowed, each once', () => {
    const origins = ['https://nova.example.org/*', 'http://nova.example.org/*', 'https://keystone.example.org/*'];
    expect(explain({ code: 'HOST_PERMISSION_MISSING', facts: { origins } }).sentence).toBe(
      'The browser may not talk to nova.example.org, http://nova.example.org — not encrypted, keystone.example.org yet.',
    );
  });

  it('names the host that does not answer, the seconds to wait, the methods and regions there are', () => {
    expect(explain({ code: 'NETWORK', facts: FULL }).sentence).toBe('nova.example.org:8774 cannot be reached.');
    expect(explain({ code: 'RATE_LIMITED', facts: FULL }).nextStep).toBe('Wait 30 seconds, then try again.');
    expect(explain({ code: 'AUTH_METHOD_DISABLED', facts: FULL }).nextStep).toContain('password, totp');
    expect(explain({ code: 'REGION_UNKNOWN', facts: FULL }).nextStep).toContain('RegionOne');
  });

  it('gives the call, status and request id where they are known', () => {
    const failedCall = (facts: Problem['facts']) => explain({ code: 'HTTP', facts }).failedCall;
    expect(failedCall(FULL)).toBe('POST nova.example.org:8774 → 503 · req-7');
    expect(failedCall({ host: 'nova.example.org' })).toBe('nova.example.org');
    expect(failedCall({ requestId: 'req-7' })).toBe('req-7');
    expect(failedCall({})).toBeNull();
  });
});

it.each<Problem['code']>([
  ...(['INVALID_CREDENTIALS', 'APPLICATION_CREDENTIAL_INVALID', 'PASSWORD_EXPIRED', 'USER_DISABLED'] as const),
])('a refused sign-in has no retry, since it would be sent unchanged: %s', (code) => {
  expect(explain({ code, facts: {} }).action).not.toBe('retry');
});

it('offers no retry for a deleted server', () => {
  expect(explain({ code: 'SERVER_HAS_NO_CONSOLE', facts: { obstacle: 'deleted' } }).action).toBe('none');
  expect(explain({ code: 'SERVER_HAS_NO_CONSOLE', facts: { obstacle: 'shutoff' } }).action).toBe('retry');
});

it('both languages have the same messages', () => {
  expect(messageNames('zh_CN')).toEqual(messageNames('en'));
});

it('reads the host out of a match pattern', () => {
  expect(hostLabel('https://nova.example.org/*')).toBe('nova.example.org');
  expect(hostLabel('*://127.0.0.1/*')).toBe('127.0.0.1');
});

it.each([
  ['http://nova.example.org/*', 'http://nova.example.org — not encrypted'],
  ['http://10.0.0.1/*', 'http://10.0.0.1 — not encrypted'],
  ['http://localhost/*', 'localhost'],
  ['http://127.0.0.1/*', '127.0.0.1'],
  ['http://[::1]/*', '[::1]'],
])('shows where %s is not encrypted', (pattern, label) => {
  expect(hostLabel(pattern)).toBe(label);
  const { sentence } = explain({ code: 'HOST_PERMISSION_MISSING', facts: { origins: [pattern] } });
  expect(sentence).toContain(label);
});

it('shows it in an address too', () => {
  expect(addressLabel('http://keystone.example.org:5000/v3')).toBe('http://keystone.example.org:5000 — not encrypted');
  expect(addressLabel('https://keystone.example.org:5000/v3')).toBe('keystone.example.org:5000');
  expect(addressLabel('no address')).toBe('no address');
});
