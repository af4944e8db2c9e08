/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 * In: the header's value, the present in ms since the epoch. Out: whole seconds to wait, at least 0; undefined where it
 * says nothing usable. Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterSeconds(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // Every form of an HTTP date begins with the name of a day; Date.parse alone would take `-5` or `1.5` for a year.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
