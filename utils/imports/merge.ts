import type { Fields } from './yaml-value';

/** What is in `over` laid over `under`, mapping by mapping (openstacksdk openstack/config/_util.py `merge_clouds`). */
export function merged(under: Fields, over: Fields): Fields {
  const result: Fields = new Map(under);
  for (const [key, value] of over) {
    const before = result.get(key);
    result.set(key, before instanceof Map && value instanceof Map ? merged(before, value) : value);
  }
  return result;
}
