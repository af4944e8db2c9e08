/** Parts whose content may differ between two healthy clouds. */
const FREE = new Set(['addresses', 'metadata', 'image', 'volumes_attached', 'endpoints']);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partner(item: unknown, candidates: unknown[], position: number): unknown {
  if (!isRecord(item) || typeof item.name !== 'string') return candidates[position] ?? candidates[0];
  return candidates.find((candidate) => isRecord(candidate) && candidate.name === item.name);
}

/**
 * Where the shape of `actual` differs from `expected`: other keys, other types. `null` goes with everything; items of lists
 * are compared by their `name`, or else by their place. Empty: no difference.
 */
export function shapeDifferences(expected: unknown, actual: unknown, path = ''): string[] {
  if (expected === null || actual === null) return [];
  if (Array.isArray(expected) || Array.isArray(actual)) {
    if (!Array.isArray(expected) || !Array.isArray(actual)) return [`${path}: list and no list`];
    if (expected.length === 0) return [];
    return expected.flatMap((item, position) => {
      const other = partner(item, actual, position);
      return other === undefined
        ? [`${path}[${position}]: missing`]
        : shapeDifferences(item, other, `${path}[${position}]`);
    });
  }
  if (!isRecord(expected) || !isRecord(actual)) {
    return typeof expected === typeof actual ? [] : [`${path}: ${typeof expected}, not ${typeof actual}`];
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => {
    const here = `${path}.${key}`;
    if (!(key in expected)) return [`${here}: not in the recording`];
    if (!(key in actual)) return [`${here}: missing`];
    return FREE.has(key) ? [] : shapeDifferences(expected[key], actual[key], here);
  });
}
