/** zxcvbn's score: the tries that a guesser needs. 0: fewer than a thousand, 1: a million, 2: 10⁸, 3: 10¹⁰; 4: more. */
export type Strength = 0 | 1 | 2 | 3 | 4;

/** Weaker ones are in lists of passwords that everybody has, or nearly. */
const MIN_STRENGTH: Strength = 2;

let estimate: ((passphrase: string) => Strength) | null = null;

/** Loads the lists of known passwords. Rejects where the package lacks them. */
export async function loadEstimator(): Promise<void> {
  ({ estimate } = await import('./strength-estimator'));
}

/** @returns null before `loadEstimator` */
export function strengthOf(passphrase: string): Strength | null {
  return estimate?.(passphrase.normalize('NFKC')) ?? null;
}

/** @returns null before `loadEstimator` */
export function isWeak(passphrase: string): boolean | null {
  const strength = strengthOf(passphrase);
  return strength === null ? null : strength < MIN_STRENGTH;
}
