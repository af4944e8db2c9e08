/** How many checks passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
  /** names of failing checks; may be fewer than failed */
  names?: string[];
}

/** The sum of several tallies. */
export function sum(tallies: Tally[]): Tally {
  return {
    passed: tallies.reduce((all, { passed }) => all + passed, 0),
    failed: tallies.reduce((all, { failed }) => all + failed, 0),
    names: tallies.flatMap(({ names = [] }) => names),
  };
}

/** The line that scripts read: `12 passed, 0 failed`. */
export function inWords({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
