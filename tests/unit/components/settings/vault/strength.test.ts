import { beforeAll, expect, it } from 'vitest';
import { isWeak, loadEstimator, strengthOf } from '@/components/settings/vault/strength';

const before = [strengthOf('12345678'), isWeak('12345678')];
beforeAll(loadEstimator);

it('is not known before the lists are loaded', () => {
  expect(before).toEqual([null, null]);
});

it.each([
  '12345678',
  'password',
  'passw0rd',
  'Password1',
  'qwertyuiop',
  '11111111',
  'abcabcabc',
  'iloveyou',
  'letmein1',
])('a passphrase of every list is refused: %s', (passphrase) => expect(isWeak(passphrase)).toBe(true));

it.each([
  ['seven rainy Tuesdays', 4],
  ['correct horse battery', 4],
  ['八个字的口令吧！', 2],
  ['x'.repeat(10_000), 0],
])('%s has its strength, at once', (passphrase, least) => {
  const start = performance.now();
  expect(strengthOf(passphrase)).toBeGreaterThanOrEqual(least);
  expect(performance.now() - start).toBeLessThan(2_000);
});
