/** Inputs of a property test: a few in every run, `FUZZ_RUNS` with `npm run fuzz`. */
export function runs(few: number): number {
  return Number(process.env.FUZZ_RUNS ?? few);
}
