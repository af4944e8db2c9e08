/** How many checks passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/** The sum of several tallies. */
export function sum(tallies: Tally[]): Tally {
  return tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

/** The line that scripts read: `12 passed, 0 failed`. */
export function inWords({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
