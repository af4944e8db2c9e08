import type { ShellValue, Variables } from './values';

/** A variable and what a line assigns to it. */
export type Assigned = [name: string, value: ShellValue];

const POSIX = /^[ \t]*(?:(?:export|declare|typeset|readonly)[ \t].*)?\bOS_[A-Z_]+=/;

/**
 * The `OS_...` variables that a batch file or a PowerShell script leaves behind, found by reading; nothing of it is run.
 * In branches a value counts only where there is none yet.
 * @returns null for the script of another shell: the first line that assigns something tells.
 */
export function windowsVariablesOf(script: string): Variables | null {
  const lines = script.split(/\r\n?|\n/);
  const first = lines.find((line) => POSIX.test(line) || readBatchLine(line) || readPowershellLine(line));
  if (first === undefined || POSIX.test(first)) return null;
  const read = readBatchLine(first) === null ? readPowershellLine : readBatchLine;
  const variables: Variables = new Map();
  let depth = 0;
  for (const line of lines) {
    const assigned = read(line);
    if (assigned === null) {
      if (/^\s*[)}]/.test(line)) depth = Math.max(0, depth - 1);
      if (/[({]\s*$/.test(line)) depth += 1;
      continue;
    }
    const [written, value] = assigned;
    // Windows tells names apart by nothing but their letters.
    const name = written.toUpperCase();
    if (depth === 0 || (variables.get(name) ?? '') === '') variables.set(name, value);
  }
  return variables;
}

/** A line separator of Unicode ends no line here, so that it is one of the characters that `.` stands for. */
const SET = /^[ \t]*@?set[ \t]+(\/[pa][ \t]+)?(?:(")[ \t]*)?(OS_[A-Z_]+)=(.*)$/is;

/**
 * What a line of a Windows batch file assigns, by the rules of cmd.exe: all behind `=` belongs to the value, blanks and
 * quotes too; `set "NAME=value"` ends at the last quote. A value that cmd.exe would change is not guessed at
 * (https://learn.microsoft.com/windows-server/administration/windows-commands/set_1).
 */
export function readBatchLine(line: string): Assigned | null {
  const [all, option, quote, name, rest = ''] = SET.exec(line) ?? [];
  if (all === undefined || name === undefined) return null;
  if (option !== undefined) return [name, { unknown: /p/i.test(option) ? 'ASKED' : 'SHELL_NOT_RUN' }];
  const quoted = quote === '"';
  if (!isLiteral(rest, quoted)) return [name, { unknown: 'VALUE_UNUSED' }];
  const end = quoted ? rest.lastIndexOf('"') : -1;
  return [name, (end < 0 ? rest : rest.slice(0, end)).replaceAll('%%', '%')];
}

/** Percent signs stand for variables everywhere, unless they are doubled; the others mean something outside of quotes. */
function isLiteral(text: string, quoted: boolean): boolean {
  if (text.replaceAll('%%', '').includes('%')) return false;
  const outside = text.split('"').filter((_, at) => (at % 2 === 0) !== quoted);
  return outside.every((part) => !/[&|<>^]/.test(part));
}

const ASSIGNMENT = /^[ \t]*\$(?:env:(OS_[A-Z_]+)|\{env:(OS_[A-Z_]+)\})[ \t]*=[ \t]*(.*)$/is;
/** No secret and no name is as long. */
const MAX_CHARACTERS = 20_000;
const NOTHING_MORE = '[ \\t]*(?:;[ \\t]*)?(?:#.*)?$';
/** Curly quotes are quotes to PowerShell too. */
const SINGLE = new RegExp(`^'((?:[^'\u2018-\u201b]|'')*)'${NOTHING_MORE}`, 's');
const DOUBLE = new RegExp(`^"((?:[^"\`\u201c-\u201e]|""|\`.)*)"${NOTHING_MORE}`, 's');

/**
 * What a line of a PowerShell script assigns to a variable of the environment. Only a text in quotes has a value; nothing
 * in it is worked out
 * (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules).
 */
export function readPowershellLine(line: string): Assigned | null {
  const [, plain, braced, value = ''] = ASSIGNMENT.exec(line) ?? [];
  const name = plain ?? braced;
  return name === undefined ? null : [name, readValue(value)];
}

function readValue(written: string): ShellValue {
  if (written.length > MAX_CHARACTERS) return { unknown: 'VALUE_UNUSED' };
  const single = SINGLE.exec(written)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  const double = DOUBLE.exec(written)?.[1];
  if (double !== undefined) return expanded(double);
  if (/^["'\u2018-\u201e@]/.test(written)) return { unknown: 'VALUE_UNUSED' };
  if (/^\$null\b/i.test(written)) return '';
  return { unknown: /^\(?[ \t]*Read-Host\b/i.test(written) ? 'ASKED' : 'SHELL_NOT_RUN' };
}

/** The text between double quotes, where it is the same whatever the script did before. */
function expanded(text: string): ShellValue {
  const plain = text.replace(/`[`"'$]|""/g, ' ');
  if (/\$\(/.test(plain)) return { unknown: 'SHELL_NOT_RUN' };
  if (/\$[\w{:$^?]/.test(plain)) return { unknown: 'VARIABLE_UNKNOWN' };
  // such as a line break
  if (plain.includes('`')) return { unknown: 'VALUE_UNUSED' };
  return text.replace(/`([`"'$])|"(")/g, '$1$2');
}
