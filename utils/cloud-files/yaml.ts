import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type ParsedNode,
  Parser,
  type YAMLMap,
} from 'yaml';
import type { ImportProblem, ImportProblemCode } from './import-problems';

/** Characters; what else reads such files stops there too. */
export const MAX_CHARACTERS = 1_000_000;
/** The YAML library needs up to 10 µs for a piece, and gigabytes for what is nested thousands of times. */
const MAX_NODES = 100_000;
const MAX_DEPTH = 200;

const OPTIONS = {
  merge: true,
  stringKeys: true,
  uniqueKeys: false, // its check takes quadratic time
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * The one document of a YAML or JSON text (YAML 1.2, core schema, with `<<` as in 1.1), whatever anybody put into it:
 * what would keep the YAML library busy for long is refused while it is being read.
 */
export function readYaml(text: string): { value: Value } | { problem: ImportProblem } {
  if (text.length > MAX_CHARACTERS) return { problem: { code: 'TOO_LARGE' } };
  try {
    const document = documentOf(text);
    return { value: document === null ? null : plainValue(document.contents) };
  } catch (error) {
    if (error instanceof Refused) return { problem: { code: error.code, ...lineOf(text, error.at) } };
    return { problem: { code: 'NOT_YAML' } };
  }
}

function documentOf(text: string): Document.Parsed<ParsedNode> | null {
  const parser = new Parser();
  const composer = new Composer<ParsedNode>(OPTIONS);
  let document: Document.Parsed<ParsedNode> | null = null;
  const take = (documents: Iterable<Document.Parsed<ParsedNode>>): void => {
    for (const found of documents) {
      const wrong = found.errors[0];
      if (wrong !== undefined || document !== null) throw new Refused('NOT_YAML', wrong?.pos[0] ?? found.range[0]);
      document = found;
    }
  };
  const pass = (tokens: ReturnType<Parser['next']>): void => {
    for (const token of tokens) {
      if (token.type === 'error') throw new Refused('NOT_YAML', token.offset);
      take(composer.next(token));
    }
  };
  let pieces = 0;
  for (const piece of new Lexer().lex(text)) {
    if (++pieces > MAX_NODES) throw new Refused('TOO_LARGE');
    pass(parser.next(piece));
    if (parser.stack.length > MAX_DEPTH) throw new Refused('TOO_DEEP');
  }
  pass(parser.end());
  take(composer.end());
  return document;
}

function lineOf(text: string, at: number | undefined): { line?: number } {
  return at === undefined ? {} : { line: text.slice(0, at).split(/\r\n?|\n/).length };
}

/** What is in `over` laid over `under`, mapping by mapping (openstacksdk openstack/config/_util.py `merge_clouds`). */
export function merged(under: Fields, over: Fields): Fields {
  const result: Fields = new Map(under);
  for (const [key, value] of over) {
    const before = result.get(key);
    result.set(key, before instanceof Map && value instanceof Map ? merged(before, value) : value);
  }
  return result;
}

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
const MAX_ALIASED_NODES = 100_000;

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
  if (target === null || state.aliased > MAX_ALIASED_NODES) throw new Refused('TOO_MANY_ALIASES', at);
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
