import { expect, it, vi } from 'vitest';

const { argon2, calibratedCost, isAllowedCost, MAX_COST, MIN_COST } =
  await vi.importActual<typeof import('@/utils/vault/argon2')>('@/utils/vault/argon2');

it('is Argon2id as the reference implementation computes it', async () => {
  // phc-winner-argon2, src/test.c: version 0x13, t=2, m=2^16 KiB, p=1, "password", "somesalt"
  const hash = await argon2('password', new TextEncoder().encode('somesalt'), { memory: 65_536, passes: 2 });
  expect(Buffer.from(hash).toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
});

it.each([
  ['a slow computer', 1500, MIN_COST.passes],
  ['a usual one', 70, 7],
  ['one that claims to take no time', 0, MAX_COST.passes],
])('is calibrated to half a second, and never below the minimum: %s', async (_, took, passes) => {
  let clock = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => {
    clock += took;
    return clock;
  });
  expect(await calibratedCost()).toEqual({ memory: MIN_COST.memory, passes });
  now.mockRestore();
});

it('asks for at least 46 MiB, as OWASP does', () => {
  expect(MIN_COST.memory).toBeGreaterThanOrEqual(47_104);
  expect(isAllowedCost(MIN_COST.memory, MIN_COST.passes)).toBe(true);
  expect(isAllowedCost(MIN_COST.memory - 1, 50)).toBe(false);
});
