import fc from 'fast-check';

/** Inputs of a property test: a few in every run, `FUZZ_RUNS` with `npm run fuzz`. */
export function runs(few: number): number {
  return Number(process.env.FUZZ_RUNS ?? few);
}

type ForAny<Values extends [unknown, ...unknown[]], Result> = [
  ...arbitraries: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  holds: (...values: Values) => Result,
];

/** Checks that something holds for `few` drawn values, or as many as `runs` says. */
export function forAny<Values extends [unknown, ...unknown[]]>(few: number, ...test: ForAny<Values, void>): void {
  fc.assert(fc.property(...test), { numRuns: runs(few) });
}

/** The same for what is asynchronous. */
export function forAnyAsync<Values extends [unknown, ...unknown[]]>(
  few: number,
  ...test: ForAny<Values, Promise<void>>
): Promise<void> {
  return fc.assert(fc.asyncProperty(...test), { numRuns: runs(few) });
}
