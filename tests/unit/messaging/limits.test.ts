import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBucket } from '@/utils/messaging/limits';

it('never allows more than the burst and the steady rate, and never refuses less', () => {
  const rate = { burst: 4, everyMs: 100 };
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 60 }), (pauses) => {
      let time = 0;
      const take = createBucket(rate, () => time);
      const taken: number[] = [];
      for (const pause of pauses) {
        time += pause;
        if (take()) taken.push(time);
        // a refusal: some period that ends now already has its maximum
        else
          expect(
            taken.some((from, index) => taken.length - index >= rate.burst + Math.floor((time - from) / 100)),
          ).toBe(true);
      }
      for (const [index, from] of taken.entries())
        for (const [later, to] of taken.entries())
          if (later >= index)
            expect(later - index + 1).toBeLessThanOrEqual(rate.burst + (to - from) / rate.everyMs + 1e-9);
    }),
  );
});

it('is full again after a pause, and never holds more than the burst', () => {
  let time = 0;
  const take = createBucket({ burst: 2, everyMs: 1_000 }, () => time);
  const burst = () => [take(), take(), take()];
  expect(burst()).toEqual([true, true, false]);
  time = 1_000_000;
  expect(burst()).toEqual([true, true, false]);
});

it('allows neither more nor less where the clock is set back', () => {
  let time = 10_000;
  const take = createBucket({ burst: 1, everyMs: 1_000 }, () => time);
  expect(take()).toBe(true);
  time = 0;
  expect(take()).toBe(false);
  time = 1_000;
  expect(take()).toBe(true);
});
