/** How many inputs a property test tries: a few in every run, `FUZZ_RUNS` of them with `npm run fuzz`. */
export function runs(few: number): number {
  return Number(process.env.FUZZ_RUNS ?? few);
}
