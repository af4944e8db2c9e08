import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { ImportProblemCode } from './import-problems';

/**
 * A YAML value in which every scalar is the text that was written, so that a project id of digits, a password `0123`
 * or `no` stays what it is. Maps, because `__proto__` is a name like any other.
 */
export type Value = string | null | Value[] | Fields;
export type Fields = Map<string, Value>;

/** Ends the reading of a file. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: ImportProblemCode;
  readonly at: number | undefined;

  /** @param at index into the text */
  constructor(code: ImportProblemCode, at?: number) {
    super(code);
    this.code = code;
    this.at = at;
  }
}

/** Values that all aliases together may stand for. */
const MOST_ALIASED = 100_000;

interface Walked {
  value: Value;
  /** how many values it is, aliases unfolded */
  weight: number;
}

interface Walk {
  /** null: still being read */
  anchors: Map<string, Walked | null>;
  aliased: number;
}

/**
 * Aliases share the value they stand for and are counted as if they did not. The library unfolds `<<` again at each
 * use and does not count that in its `maxAliasCount`: 30 lines then take hours.
 * Throws {@link Refused}: TOO_MANY_ALIASES, NOT_YAML.
 */
export function plainValue(node: Node | null): Value {
  return walk(node, { anchors: new Map(), aliased: 0 }).value;
}

function walk(node: unknown, state: Walk): Walked {
  if (isAlias(node)) return aliased(node.source, node.range?.[0], state);
  const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
  if (anchor !== undefined) state.anchors.set(anchor, null);
  const walked = content(node, state);
  if (anchor !== undefined) state.anchors.set(anchor, walked);
  return walked;
}

function content(node: unknown, state: Walk): Walked {
  if (isMap(node)) return fieldsOf(node, state);
  if (isSeq(node)) {
    const items = node.items.map((item) => walk(item, state));
    return { value: items.map(({ value }) => value), weight: 1 + sum(items) };
  }
  return { value: isScalar(node) ? written(node.value, node.source) : null, weight: 1 };
}

function written(value: unknown, source: string | undefined): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : (source ?? String(value));
}

function aliased(anchor: string, at: number | undefined, state: Walk): Walked {
  const target = state.anchors.get(anchor);
  if (target === undefined) throw new Refused('NOT_YAML', at);
  // inside itself it would never end
  state.aliased += target === null ? Number.POSITIVE_INFINITY : target.weight;
  if (target === null || state.aliased > MOST_ALIASED) throw new Refused('TOO_MANY_ALIASES', at);
  return target;
}

/** The last of equal keys wins; a key of its own wins over a merged one (https://yaml.org/type/merge.html). */
function fieldsOf(map: YAMLMap, state: Walk): Walked {
  const fields: Fields = new Map();
  const merged: Value[] = [];
  const all: Walked[] = [];
  for (const { key, value } of map.items) {
    const walked = walk(value, state);
    all.push(walked);
    if (isScalar(key) && key.type === 'PLAIN' && key.source === '<<') merged.push(walked.value);
    else fields.set(isScalar(key) ? (written(key.value, key.source) ?? '') : '', walked.value);
  }
  for (const source of merged.flat())
    if (source instanceof Map) for (const [key, value] of source) if (!fields.has(key)) fields.set(key, value);
  return { value: fields, weight: 1 + sum(all) };
}

function sum(all: Walked[]): number {
  return all.reduce((total, { weight }) => total + weight, 0);
}
