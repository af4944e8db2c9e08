import { Composer, type Document, Lexer, type ParsedNode, Parser } from 'yaml';
import type { ImportProblem } from './import-problems';
import { plainValue, Refused, type Value } from './yaml-value';

/** Characters; what else reads such files stops there too. */
export const MOST_CHARACTERS = 1_000_000;
/** The YAML library needs up to 10 µs for a piece, and gigabytes for what is nested thousands of times. */
const MOST_PIECES = 100_000;
const MOST_LEVELS = 200;

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
  if (text.length > MOST_CHARACTERS) return { problem: { code: 'TOO_LARGE' } };
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
    if (++pieces > MOST_PIECES) throw new Refused('TOO_LARGE');
    pass(parser.next(piece));
    if (parser.stack.length > MOST_LEVELS) throw new Refused('TOO_DEEP');
  }
  pass(parser.end());
  take(composer.end());
  return document;
}

function lineOf(text: string, at: number | undefined): { line?: number } {
  return at === undefined ? {} : { line: text.slice(0, at).split(/\r\n?|\n/).length };
}
