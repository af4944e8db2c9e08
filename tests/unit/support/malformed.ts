import fc from 'fast-check';

type Path = (string | number)[];

/** Values that break careless code. */
const MALFORMED: unknown[] = [
  ...[null, true, false, 0, -1, 1e21, 2 ** 53, '', ' ', '\u0000', '\ud800', 'NaN', '__proto__', 'x'.repeat(5000)],
  ...[[], {}, [[]], [null], { length: 3 }, { toString: 1 }, JSON.parse('{"__proto__": {"polluted": true}}')],
  ...['2026-13-99T99:99:99Z', '9999-12-31T23:59:59.999999Z', 'javascript:alert(1)', 'https://', 'http://[::1', '//x'],
];
const MAX_PATHS = 400;

const change = fc.record({
  at: fc.nat(MAX_PATHS),
  to: fc.oneof(
    { arbitrary: fc.constantFrom(...MALFORMED), weight: 5 },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.double(),
    fc.jsonValue({ maxDepth: 2 }),
  ),
  how: fc.constantFrom('replace', 'remove', 'repeat'),
});

/** Data like this sample, with some values replaced, removed or repeated; sometimes any other data. */
export function malformed(sample: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(sample).slice(0, MAX_PATHS);
  const mutated = fc.array(change, { maxLength: 4 }).map((changes) => {
    let value = structuredClone(sample);
    for (const { at, to, how } of changes) value = changed(value, paths[at % paths.length] ?? [], how, to);
    return value;
  });
  return fc.oneof({ arbitrary: mutated, weight: 9 }, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...MALFORMED));
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function changed(value: unknown, path: Path, how: string, to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return how === 'replace' ? to : value;
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  if (rest.length > 0) copy[key] = changed(copy[key], rest, how, to);
  else if (how === 'remove') delete copy[key];
  else if (how === 'repeat') copy[`${key}${key}`] = copy[key];
  else copy[key] = to;
  return copy;
}
