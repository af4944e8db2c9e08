import type { Shell, Statement, Unknown, Word } from './shell';
import { CSH, FISH, POSIX, POSIX_QUOTING } from './unix';
import { BATCH, POWERSHELL } from './windows';
import { readDefault } from './words';

/** A variable at the end of a script. */
export interface Variable {
  /** empty where unset */
  value: string | Unknown;
  /** counted from 1 */
  line: number;
  /** sets or unsets it in some cases only */
  conditionalLine?: number;
}

/** Variables, and lines that may set more. */
export interface Script {
  variables: Map<string, Variable>;
  /** by variable */
  unreadableLines: Map<string, number>;
  sourcedScriptLine?: number;
}

/** `A=$A$A` doubles a value. */
const MAX_VALUE_LENGTH = 20_000;
const MAX_NESTED_DEFAULTS = 5;
const SHELLS = [POSIX, BATCH, POWERSHELL, FISH, CSH];

/** Whether a line assigns an `OS_...` variable. */
export function isScript(text: string): boolean {
  return shellOf(linesOf(text)) !== undefined;
}

/** Runs nothing, decides no condition: an assignment in one counts where the variable has no value yet. */
export function readScript(text: string): Script {
  const lines = linesOf(text);
  const shell = shellOf(lines) ?? POSIX;
  const script: Script = { variables: new Map(), unreadableLines: new Map() };
  let depth = 0;
  for (const [line, text] of logicalLines(lines, shell)) {
    for (const statement of shell.statementsOf(text)) {
      if (statement.does === 'beginBlock') depth += 1;
      if (statement.does === 'endBlock') depth = Math.max(0, depth - 1);
      if (statement.does === 'runScript') script.sourcedScriptLine ??= line;
      if (!('name' in statement)) continue;
      const name = shell.isUnix ? statement.name : statement.name.toUpperCase();
      applyStatement({ ...statement, name }, line, depth > 0, script);
    }
  }
  return script;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/);
}

function shellOf(lines: string[]): Shell | undefined {
  for (const line of lines) {
    const shell = SHELLS.find(({ assigns }) => assigns.test(line));
    if (shell) return shell;
  }
  return undefined;
}

/** Joins continued lines; numbers count from 1. */
function* logicalLines(lines: string[], { isUnix }: Shell): Generator<[line: number, text: string]> {
  let parts: string[] = [];
  for (const [index, part] of lines.entries()) {
    parts.push(part);
    const backslashes = /\\*$/.exec(part)?.[0].length ?? 0;
    const isComment = parts.length === 1 && /^\s*#/.test(part);
    if (isUnix && backslashes % 2 === 1 && !isComment && index < lines.length - 1) continue;
    yield [index + 2 - parts.length, parts.join('\n')];
    parts = [];
  }
}

function applyStatement(
  statement: Extract<Statement, { name: string }>,
  line: number,
  inBlock: boolean,
  { variables, unreadableLines }: Script,
): void {
  const { name } = statement;
  if (statement.does === 'unreadable') {
    if (!unreadableLines.has(name)) unreadableLines.set(name, line);
    return;
  }
  const value = statement.does === 'unset' ? '' : evaluate(statement.value, variables);
  if (!inBlock && !statement.conditional) {
    variables.set(name, { value, line });
    return;
  }
  const before = variables.get(name) ?? { value: '', line };
  const after = before.value === '' ? { value, line } : before;
  const isReadFromKeyboard = typeof value !== 'string' && value.unknown === 'READ_FROM_KEYBOARD';
  const conditionalLine = before.conditionalLine ?? (value === '' || isReadFromKeyboard ? undefined : line);
  variables.set(name, { ...after, ...(conditionalLine !== undefined && { conditionalLine }) });
}

function evaluate(word: Word, variables: Script['variables'], depth = 0): string | Unknown {
  let text = '';
  for (const piece of word) {
    const value = evaluatePiece(piece, variables, depth);
    if (typeof value !== 'string') return value;
    text += value;
    if (text.length > MAX_VALUE_LENGTH) return { unknown: 'VALUE_UNUSED' };
  }
  return text;
}

/** `${A-x}` is read as `${A:-x}`. */
function evaluatePiece(piece: Word[number], variables: Script['variables'], depth: number): string | Unknown {
  if ('text' in piece) return piece.text;
  if ('unknown' in piece) return piece;
  const value = variables.get(piece.variable)?.value ?? { unknown: 'VARIABLE_UNKNOWN' };
  if (piece.defaultText === undefined || (typeof value === 'string' && value !== '')) return value;
  if (typeof value !== 'string' && value.unknown === 'READ_FROM_KEYBOARD') return value;
  // not evaluated, as a command
  if (depth >= MAX_NESTED_DEFAULTS) return { unknown: 'COMMAND_NOT_RUN' };
  return evaluate(readDefault(piece.defaultText, POSIX_QUOTING), variables, depth + 1);
}
