import type { Word } from './shell';

/** One command of a line; its first word is the name. */
export interface Command {
  words: Word[];
  /** after `&&`, `||`, `|` or `)` */
  conditional: boolean;
}

/** How shells differ inside a word. */
export interface Quoting {
  /** characters that a backslash escapes */
  escapedInSingle: string;
  escapedInDouble: string;
  /** `(command)` is a command substitution, not `` `command` `` */
  parenthesesSubstitute: boolean;
}

/**
 * Redirections are words; `\n` only in continued lines
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html). Takes linear time.
 */
export function commandsOf(line: string, quoting: Quoting): Command[] {
  const commands: Command[] = [];
  let words: Word[] = [];
  let conditional = false;
  let at = 0;
  const endCommand = (): void => {
    if (words.length > 0) commands.push({ words, conditional });
    words = [];
  };
  while (at < line.length) {
    const char = line.charAt(at);
    if (char === '#') {
      at = indexOrEnd(line, '\n', at);
    } else if (' \t<>'.includes(char)) {
      at += 1;
    } else if (endsCommand(char, quoting)) {
      endCommand();
      conditional = char === '|' || char === ')' || (char === '&' && line.slice(at - 1, at + 2).includes('&&'));
      at += 1;
    } else {
      const word: Word = [];
      at = readWord(line, at, word, quoting);
      words.push(word);
    }
  }
  endCommand();
  return commands;
}

/** Of `${A:-...}`, with or without quotes. */
export function readDefault(text: string, quoting: Quoting): Word {
  const single = /^'([^']*)'$/.exec(text)?.[1];
  if (single !== undefined) return [{ text: single }];
  const word: Word = [];
  for (let at = 0, inner = /^"([\s\S]*)"$/.exec(text)?.[1] ?? text; at < inner.length; )
    at = readPiece(inner, at, word, '"', quoting);
  return word;
}

type Quote = '' | '"' | "'" | "$'";
const PLAIN_TEXT: Record<Quote, RegExp> = {
  '': /[^\s;&|()<>\\'"`$]+|[^\S \t\n]/y,
  '"': /[^"\\`$]+/y,
  "'": /[^'\\]+/y,
  "$'": /[^'\\]+/y,
};

/** Adds the pieces to `word`. @returns the index after it */
function readWord(line: string, from: number, word: Word, quoting: Quoting): number {
  let quote: Quote = '';
  let at = from;
  while (at < line.length) {
    const char = line.charAt(at);
    if (quote === '' && (' \t<>'.includes(char) || endsCommand(char, quoting))) break;
    const opened: string | undefined = quote === '' ? /^(?:\$?'|\$?")/.exec(line.slice(at, at + 2))?.[0] : undefined;
    if (opened !== undefined) {
      quote = opened === "$'" ? "$'" : opened === "'" ? "'" : '"';
      at += opened.length;
    } else if (quote !== '' && char === quote.at(-1)) {
      quote = '';
      at += 1;
    } else {
      at = readPiece(line, at, word, quote, quoting);
    }
  }
  if (quote !== '') word.push({ unknown: 'VALUE_UNUSED' });
  return at;
}

function readPiece(line: string, at: number, word: Word, quote: Quote, quoting: Quoting): number {
  const char = line.charAt(at);
  if (char === '\\') return readBackslash(line, at, word, quote, quoting);
  if ((quote === '' || quote === '"') && (char === '$' || (char === '`' && !quoting.parenthesesSubstitute)))
    return readExpansion(line, at, word);
  if (quote === '' && char === '(') return readBracketed(line, at, word);
  const plain = PLAIN_TEXT[quote];
  plain.lastIndex = at;
  const text = plain.exec(line)?.[0] ?? char;
  word.push({ text });
  return at + text.length;
}

/** Escapes in `$'...'`, which `printf %q` writes. */
const ANSI_ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };

function readBackslash(
  line: string,
  at: number,
  word: Word,
  quote: Quote,
  { escapedInSingle, escapedInDouble }: Quoting,
): number {
  const next = line.charAt(at + 1);
  if (next === '\n' && (quote === '' || quote === '"')) return at + 2;
  if (quote === "$'") {
    const text = ANSI_ESCAPES[next];
    word.push(text === undefined ? { unknown: 'VALUE_UNUSED' } : { text });
    return at + 2;
  }
  const escaped = quote === '' || (next !== '' && (quote === '"' ? escapedInDouble : escapedInSingle).includes(next));
  word.push({ text: escaped ? next : '\\' });
  return at + (escaped ? 2 : 1);
}

const VARIABLE_NAME = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;

/** Such as `$A`. @returns the index after it */
function readExpansion(line: string, at: number, word: Word): number {
  const next = line.charAt(at + 1);
  if (line.charAt(at) === '`') {
    word.push({ unknown: 'COMMAND_NOT_RUN' });
    return indexOrEnd(line, '`', at + 1) + 1;
  }
  if (next === '{' || next === '(') return readBracketed(line, at + 1, word);
  VARIABLE_NAME.lastIndex = at + 1;
  const name = VARIABLE_NAME.exec(line)?.[0] ?? '';
  if (next === '<')
    word.push({ unknown: 'READ_FROM_KEYBOARD' }); // `$<` of csh
  else word.push(name === '' ? { text: '$' } : { variable: name });
  return at + 1 + name.length;
}

function readBracketed(line: string, from: number, word: Word): number {
  const open = line.charAt(from);
  const close = open === '{' ? '}' : ')';
  let depth = 0;
  let at = from;
  for (; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '\\') at += 1;
    else if (char === open) depth += 1;
    else if (char === close && --depth === 0) break;
  }
  const [, variable, defaultText] = /^\{([A-Za-z_]\w*)(?::?[-=]([\s\S]*))?$/.exec(line.slice(from, at)) ?? [];
  if (variable === undefined) word.push({ unknown: 'COMMAND_NOT_RUN' });
  else word.push(defaultText === undefined ? { variable } : { variable, defaultText });
  return at + 1;
}

function endsCommand(char: string, { parenthesesSubstitute }: Quoting): boolean {
  return '\n;&|)'.includes(char) || (char === '(' && !parenthesesSubstitute);
}

function indexOrEnd(line: string, char: string, from: number): number {
  const at = line.indexOf(char, from);
  return at < 0 ? line.length : at;
}
