import { argon2id } from 'hash-wasm';

/** What one derivation costs, on one lane. */
export interface Argon2Cost {
  /** KiB */
  memory: number;
  passes: number;
}

/** The minimum of the OWASP Password Storage Cheat Sheet. */
export const MIN_COST: Argon2Cost = { memory: 46 * 1024, passes: 1 };
/** More would exhaust memory. */
export const MAX_COST: Argon2Cost = { memory: 1024 * 1024, passes: 100 };
/** memory × passes: more would block the background for minutes */
const MAX_WORK = MIN_COST.memory * MAX_COST.passes;
const TARGET_MS = 500;

/** Argon2id (RFC 9106) of the NFKC form, as keyboards compose letters differently: 32 bytes. */
export async function argon2(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  { memory, passes }: Argon2Cost,
): Promise<Uint8Array<ArrayBuffer>> {
  const hash = await argon2id({
    ...{ password: new TextEncoder().encode(passphrase.normalize('NFKC')), salt },
    ...{ memorySize: memory, iterations: passes, parallelism: 1, hashLength: 32, outputType: 'binary' },
  });
  return new Uint8Array(hash);
}

/** About half a second here, at least the minimum. */
export async function calibratedCost(): Promise<Argon2Cost> {
  const { memory } = MIN_COST;
  let shortest = Number.POSITIVE_INFINITY;
  // The first one compiles.
  for (let run = 0; run < 2; run += 1) {
    const start = performance.now();
    await argon2('calibration', new Uint8Array(32), MIN_COST);
    shortest = Math.min(shortest, performance.now() - start);
  }
  const passes = Math.round(TARGET_MS / Math.max(shortest, 1));
  return { memory, passes: Math.min(Math.max(passes, MIN_COST.passes), MAX_COST.passes) };
}

/** Neither cheap to guess nor endless. */
export function isAllowedCost(memory: unknown, passes: unknown): boolean {
  return (
    isWithin(memory, MIN_COST.memory, MAX_COST.memory) &&
    isWithin(passes, MIN_COST.passes, MAX_COST.passes) &&
    Number(memory) * Number(passes) <= MAX_WORK
  );
}

function isWithin(value: unknown, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
}
