import {
  Composer,
  type Document,
  isAlias,
  isCollection,
  isScalar,
  type Node,
  type ParsedNode,
  Parser,
  visit,
} from 'yaml';
import type { ImportProblem, ImportProblemCode } from './import-problems';

/** Scalars are texts: a project id of digits, a password `no`. */
export type YamlValue = string | null | YamlValue[] | YamlMap;
/** No object: `__proto__` is a key like any other. */
export type YamlMap = Map<string, YamlValue>;

/** More is TOO_LARGE. */
export const MAX_CHARACTERS = 1_000_000;
/** The library needs 10 µs a token, and gigabytes for deep nesting. */
const MAX_TOKENS = 100_000;
const MAX_DEPTH = 200;
/** The library searches all anchors for each alias. */
const MAX_ANCHORS = 5_000;
/** An alias is counted at each use. */
const MAX_VALUES = 200_000;

const COMPOSER_OPTIONS: ConstructorParameters<typeof Composer>[0] = {
  schema: 'failsafe',
  customTags: ['null'],
  stringKeys: true,
  uniqueKeys: false, // its check takes quadratic time
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'silent',
};

/** YAML 1.2 or JSON, with `<<` (https://yaml.org/type/merge.html); the last of equal keys counts. Never throws. */
export function readYaml(text: string): { value: YamlValue } | { problem: ImportProblem } {
  if (text.length > MAX_CHARACTERS) return { problem: { code: 'TOO_LARGE' } };
  try {
    const document = documentOf(text);
    if (document === undefined) return { value: null };
    prepareAliases(document);
    const value: YamlValue = document.toJS({ mapAsMap: true, maxAliasCount: -1 });
    if (valueCount(value) > MAX_VALUES) throw new YamlError('TOO_MANY_ALIASES');
    return { value };
  } catch (error) {
    if (error instanceof YamlError) return { problem: { code: error.code, ...lineOf(text, error.offset) } };
    return { problem: { code: 'NOT_YAML' } };
  }
}

/** Source: openstacksdk openstack/config/_util.py `merge_clouds` */
export function mergeMaps(base: YamlMap, overrides: YamlMap): YamlMap {
  const result: YamlMap = new Map(base);
  for (const [key, value] of overrides) {
    const baseValue = result.get(key);
    result.set(key, baseValue instanceof Map && value instanceof Map ? mergeMaps(baseValue, value) : value);
  }
  return result;
}

function lineOf(text: string, at: number | undefined): { line?: number } {
  return at === undefined ? {} : { line: text.slice(0, at).split(/\r\n?|\n/).length };
}

class YamlError extends Error {
  override readonly name = 'YamlError';
  readonly code: ImportProblemCode;
  readonly offset: number | undefined;

  /** @param at index in the text */
  constructor(code: ImportProblemCode, at?: number) {
    super(code);
    this.code = code;
    this.offset = at;
  }
}

/** The library has no limits while it reads. */
class BoundedParser extends Parser {
  private tokens = 0;

  override *next(source: string): ReturnType<Parser['next']> {
    this.tokens += 1;
    if (this.tokens > MAX_TOKENS) throw new YamlError('TOO_LARGE');
    for (const token of super.next(source)) {
      if (token.type === 'error') throw new YamlError('NOT_YAML', token.offset);
      yield token;
    }
    if (this.stack.length > MAX_DEPTH) throw new YamlError('TOO_DEEP');
  }
}

function documentOf(text: string): Document.Parsed<ParsedNode> | undefined {
  const documents = new Composer<ParsedNode>(COMPOSER_OPTIONS).compose(new BoundedParser().parse(text));
  const [document, another] = documents;
  const error = document?.errors[0];
  if (error !== undefined) throw new YamlError('NOT_YAML', error.pos[0]);
  if (another !== undefined) throw new YamlError('NOT_YAML', another.range[0]);
  return document;
}

/**
 * Refuses too many aliases, one without its anchor, and one inside of it. Reads a merged alias once: the library's way
 * takes hours for 30 lines.
 */
function prepareAliases(document: Document.Parsed<ParsedNode>): void {
  const anchors = new Set<string>();
  const merge = createMerge();
  let count = 0;
  visit(document, {
    Value(_, { anchor }) {
      if (anchor === undefined) return;
      anchors.add(anchor);
      count += 1;
    },
    Alias(_, { source, range }, path) {
      count += 1;
      if (!anchors.has(source)) throw new YamlError('NOT_YAML', range?.[0]);
      const inside = path.some((node) => isCollection(node) && node.anchor === source);
      if (inside || count > MAX_ANCHORS) throw new YamlError('TOO_MANY_ALIASES', range?.[0]);
    },
    Pair(_, { key }) {
      if (isScalar(key) && key.type === 'PLAIN' && key.value === '<<') key.addToJSMap = merge;
    },
  });
}

/** For `<<`: present keys stay. */
function createMerge(): NonNullable<Node['addToJSMap']> {
  /** with entries of entries */
  const mergedSizes = new WeakMap<object, number>();
  let total = 0;
  return (context, target, node) => {
    const value: unknown = isAlias(node) || isCollection(node) ? node.toJSON(null, context) : null;
    for (const source of [value].flat()) {
      if (!(source instanceof Map) || !(target instanceof Map)) continue;
      const mergedSize = source.size + (mergedSizes.get(source) ?? 0);
      mergedSizes.set(target, mergedSize + (mergedSizes.get(target) ?? 0));
      total += mergedSize;
      if (total > MAX_VALUES) throw new YamlError('TOO_MANY_ALIASES');
      for (const [key, item] of source) if (!target.has(key)) target.set(key, item);
    }
  };
}

/** An aliased value counts at each use. */
function valueCount(value: YamlValue, countedSizes = new Map<YamlValue, number>()): number {
  if (value === null || typeof value === 'string') return 1;
  let size = countedSizes.get(value) ?? 0;
  if (size > 0) return size;
  for (const item of value.values()) size += valueCount(item, countedSizes);
  countedSizes.set(value, size + 1);
  return size + 1;
}
