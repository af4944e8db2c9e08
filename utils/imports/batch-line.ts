import type { Assigned } from './windows-script';

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
