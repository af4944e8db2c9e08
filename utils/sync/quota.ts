/**
 * What `storage.sync` takes, in bytes and items; Firefox has the same limits
 * (https://developer.chrome.com/docs/extensions/reference/api/storage#property-sync).
 */
export const MAX_ITEM_BYTES = 8_192;
export const MAX_BYTES = 102_400;
export const MAX_ITEMS = 512;
/** Kept under 120 a minute and 1800 an hour, with room for what other pages of ours might write. */
const WRITES: [count: number, ms: number][] = [
  [100, 60_000],
  [1_500, 3600_000],
];

/** @returns the bytes an item counts for: its key, and its value as JSON. */
export function bytesOf(key: string, value: unknown): number {
  // Browsers write some signs as \u003C, which is five bytes more.
  const json = JSON.stringify(value).replace(/[<\u2028\u2029]/g, '\\u003C');
  return new TextEncoder().encode(key + json).length;
}

/**
 * Chooses what of `wanted` there is room for: first what is there already and has changed, then what is new, in order.
 *
 * @param present all items of the area, also those of others.
 */
export function fitIn(
  present: Record<string, unknown>,
  wanted: Record<string, unknown>,
): { items: Record<string, unknown>; left: string[] } {
  const sizes = new Map(Object.entries(present).map(([key, value]) => [key, bytesOf(key, value)]));
  const items: Record<string, unknown> = {};
  const left: string[] = [];
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const growth = (key: string) => bytesOf(key, wanted[key]) - (sizes.get(key) ?? 0);
  const isNew = (key: string) => !sizes.has(key);
  // What shrinks makes room for what grows.
  const order = Object.keys(wanted).sort((a, b) => +isNew(a) - +isNew(b) || (isNew(a) ? 0 : growth(a) - growth(b)));
  for (const key of order) {
    const fits = bytesOf(key, wanted[key]) <= MAX_ITEM_BYTES && total + growth(key) <= MAX_BYTES;
    if (!fits || (isNew(key) && sizes.size >= MAX_ITEMS)) {
      left.push(key);
      continue;
    }
    total += growth(key);
    sizes.set(key, bytesOf(key, wanted[key]));
    items[key] = wanted[key];
  }
  return { items, left };
}

/** @param before when items were written, ms since the epoch. @returns those that still count; null: wait. */
export function writesWith(before: readonly number[], now: number): number[] | null {
  const counted = before.filter((at) => at > now - 3600_000 && at <= now);
  const tooMany = WRITES.some(([count, ms]) => counted.filter((at) => at > now - ms).length >= count);
  return tooMany ? null : [...counted, now];
}
