import { type Piece, quotedWord, type Word } from './words';

/** Why a variable has no value that is known. */
export type Unknown = { unknown: 'ASKED' | 'VARIABLE_UNKNOWN' | 'SHELL_NOT_RUN' | 'VALUE_UNUSED' };
export type ShellValue = string | Unknown;
/** What has been assigned so far; an empty text is what was unset. */
export type Variables = Map<string, ShellValue>;

/** `A=$A$A` doubles a value; nothing that is wanted is as long. */
const MAX_CHARACTERS = 20_000;
const MAX_DEPTH = 5;

/** The value of a word, or why it has none. */
export function resolve(word: Word, variables: Variables, level = 0): ShellValue {
  let text = '';
  for (const piece of word) {
    const value = pieceOf(piece, variables, level);
    if (typeof value !== 'string') return value;
    text += value;
    if (text.length > MAX_CHARACTERS) return { unknown: 'VALUE_UNUSED' };
  }
  return text;
}

/** The value behind `-`, `=` counts too where the variable is only blank, as behind `:-`. */
function pieceOf(piece: Piece, variables: Variables, level: number): ShellValue {
  if ('text' in piece) return piece.text;
  if ('computed' in piece) return { unknown: 'SHELL_NOT_RUN' };
  const value = variables.get(piece.variable) ?? { unknown: 'VARIABLE_UNKNOWN' };
  if (piece.otherwise === undefined || (typeof value === 'string' && value !== '')) return value;
  if (typeof value !== 'string' && value.unknown === 'ASKED') return value;
  if (level >= MAX_DEPTH) return { unknown: 'SHELL_NOT_RUN' };
  return resolve(unquoted(piece.otherwise), variables, level + 1);
}

function unquoted(text: string): Word {
  const single = /^'([^']*)'$/.exec(text)?.[1];
  if (single !== undefined) return [{ text: single }];
  return quotedWord(/^"([\s\S]*)"$/.exec(text)?.[1] ?? text);
}
