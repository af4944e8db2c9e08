import { readDollar, readDouble } from './shell-pieces';

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
