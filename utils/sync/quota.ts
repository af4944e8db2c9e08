/** In bytes, in Firefox too (https://developer.chrome.com/docs/extensions/reference/api/storage#property-sync). */
export const MAX_ITEM_BYTES = 8_192;
export const MAX_AREA_BYTES = 102_400;
export const MAX_ITEMS = 512;
/** Below the limits of 120 a minute and 1800 an hour. */
const MAX_WRITES: [count: number, ms: number][] = [
  [100, 60_000],
  [1_500, 3600_000],
];

/** The browser counts the key, and the value as JSON. */
export function bytesOf(key: string, value: unknown): number {
  // Chromium stores these as \u003C, five bytes longer.
  const json = JSON.stringify(value).replace(/[<\u2028\u2029]/g, '\\u003C');
  return new TextEncoder().encode(key + json).length;
}

/** Existing items come first. `present`: the whole area. */
export function fitIn(
  present: Record<string, unknown>,
  items: Record<string, unknown>,
): { fitting: Record<string, unknown>; rest: string[] } {
  const sizes = new Map(Object.entries(present).map(([key, value]) => [key, bytesOf(key, value)]));
  const fitting: Record<string, unknown> = {};
  const rest: string[] = [];
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const growth = (key: string) => bytesOf(key, items[key]) - (sizes.get(key) ?? 0);
  const isNew = (key: string) => !sizes.has(key);
  // Items that shrink make room.
  const order = Object.keys(items).sort((a, b) => +isNew(a) - +isNew(b) || (isNew(a) ? 0 : growth(a) - growth(b)));
  for (const key of order) {
    const fits = bytesOf(key, items[key]) <= MAX_ITEM_BYTES && total + growth(key) <= MAX_AREA_BYTES;
    if (!fits || (isNew(key) && sizes.size >= MAX_ITEMS)) {
      rest.push(key);
      continue;
    }
    total += growth(key);
    sizes.set(key, bytesOf(key, items[key]));
    fitting[key] = items[key];
  }
  return { fitting, rest };
}

/** In ms since the epoch. Out: the writes of the last hour and `now`; null: too many. */
export function recordWrite(before: readonly number[], now: number): number[] | null {
  const counted = before.filter((at) => at > now - 3600_000 && at <= now);
  const tooMany = MAX_WRITES.some(([count, ms]) => counted.filter((at) => at > now - ms).length >= count);
  return tooMany ? null : [...counted, now];
}
