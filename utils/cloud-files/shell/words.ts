/** What a word of a shell script is made of: text, a variable with what stands in for it, or something computed. */
export type Piece = { text: string } | { variable: string; otherwise?: string } | { computed: true };
export type Word = Piece[];

export interface Command {
  words: Word[];
  /** behind `&&`, `||` or a pipe: whether it is run depends on the one before */
  joined: boolean;
}

/**
 * The commands of a POSIX shell script, quotes and comments taken away and nothing run
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html). Redirections count as words.
 * Time grows with the text's length.
 */
export function commandsOf(text: string): Command[] {
  const commands: Command[] = [];
  let joined = false;
  let words: Word[] = [];
  let word: Word | null = null;
  const endWord = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '#' && word === null) {
      at = orEnd(text, text.indexOf('\n', at));
    } else if (' \t<>'.includes(char)) {
      endWord();
      at += 1;
    } else if ('\n;&|()'.includes(char)) {
      endWord();
      if (words.length > 0) commands.push({ words, joined });
      // a line may end behind `&&`
      if (words.length > 0 || char !== '\n')
        joined = char === '|' || (char === '&' && text.slice(at - 1, at + 2).includes('&&'));
      words = [];
      at += 1;
    } else {
      word ??= [];
      at = readPiece(text, at, word);
    }
  }
  endWord();
  if (words.length > 0) commands.push({ words, joined });
  return commands;
}

/** The pieces of a text as if it stood in double quotes. */
export function quotedWord(text: string): Word {
  const word: Word = [];
  readDouble(text, 0, word, false);
  return word;
}

const PLAIN = /[^\s;&|()<>\\'"`$]+|[^\S \t\n]/y;

/** Adds what begins at `at` to the word. @returns where it ends. */
function readPiece(text: string, at: number, word: Word): number {
  const char = text.charAt(at);
  if (char === '\\') {
    const next = text.charAt(at + 1);
    if (next !== '\n' && next !== '') word.push({ text: next });
    return at + 2;
  }
  if (char === "'") {
    const end = orEnd(text, text.indexOf("'", at + 1));
    word.push({ text: text.slice(at + 1, end) });
    return end + 1;
  }
  if (char === '"') return readDouble(text, at + 1, word, true);
  if (char === '`') {
    word.push({ computed: true });
    return orEnd(text, text.indexOf('`', at + 1)) + 1;
  }
  if (char === '$') return readDollar(text, at, word, false);
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(text)?.[0] ?? char;
  word.push({ text: plain });
  return at + plain.length;
}

function orEnd(text: string, at: number): number {
  return at < 0 ? text.length : at;
}

const PLAIN_QUOTED = /[^"\\`$]+/y;

/**
 * Adds what stands between double quotes to the word. A backslash goes away before each of the six characters that
 * Horizon puts one before (openstack horizon/templatetags/shellfilter.py); a shell keeps it before `!` and `'`.
 *
 * @param at behind the opening quote
 * @returns the index behind the closing one
 */
export function readDouble(text: string, at: number, word: Word, closes: boolean): number {
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"' && closes) return at + 1;
    if (char === '\\') {
      const next = text.charAt(at + 1);
      if (next !== '\n') word.push({ text: '\\`$!\'"'.includes(next) ? next : char + next });
      at += 2;
    } else if (char === '`') {
      const end = text.indexOf('`', at + 1);
      word.push({ computed: true });
      at = end < 0 ? text.length : end + 1;
    } else if (char === '$') {
      at = readDollar(text, at, word, true);
    } else {
      PLAIN_QUOTED.lastIndex = at;
      const plain = PLAIN_QUOTED.exec(text)?.[0] ?? char;
      word.push({ text: plain });
      at += plain.length;
    }
  }
  return at;
}

const NAME = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;

/** Adds what a `$` begins. @returns where it ends. */
export function readDollar(text: string, at: number, word: Word, quoted: boolean): number {
  const next = text.charAt(at + 1);
  if (next === '{' || next === '(') return readBraced(text, at + 1, word, next);
  if (!quoted && next === '"') return at + 1; // `$"..."`: a quoted text to be translated
  if (!quoted && next === "'") return readAnsi(text, at + 2, word);
  NAME.lastIndex = at + 1;
  const name = NAME.exec(text)?.[0];
  word.push(name === undefined ? { text: '$' } : { variable: name });
  return at + 1 + (name?.length ?? 0);
}

function readBraced(text: string, from: number, word: Word, open: '{' | '('): number {
  const close = open === '{' ? '}' : ')';
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === open) depth += 1;
    else if (char === close && --depth === 0) break;
  }
  const parts = /^([A-Za-z_]\w*)(?::?[-=]([\s\S]*))?$/.exec(text.slice(from + 1, at));
  if (open === '{' && parts?.[1] !== undefined)
    word.push({ variable: parts[1], ...(parts[2] !== undefined && { otherwise: parts[2] }) });
  else word.push({ computed: true });
  return at + 1;
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };

/** `$'...'`, as `printf %q` writes it. */
function readAnsi(text: string, at: number, word: Word): number {
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "'") return at + 1;
    const escaped = char === '\\' ? ESCAPES[text.charAt(++at)] : char;
    word.push(escaped === undefined ? { computed: true } : { text: escaped });
  }
  return at;
}
