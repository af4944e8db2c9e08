import type { Shell, Statement, Word } from './shell';

/** Flag `s`: Unicode's line separators end no line here. */
const BATCH_ASSIGNMENT =
  /^[ \t]*@?set[ \t]+(?<option>\/[pa][ \t]+)?(?:(?<quote>")[ \t]*)?(?<name>OS_[A-Z_]+)=(?<written>.*)$/is;
const POWERSHELL_ASSIGNMENT = /^[ \t]*\$\{?env:(?<name>OS_[A-Z_]+)\}?[ \t]*=[ \t]*(?<written>.*)$/is;

/**
 * cmd.exe: the value includes quotes; `set "NAME=value"` ends at the last quote
 * (https://learn.microsoft.com/windows-server/administration/windows-commands/set_1).
 */
export const BATCH = windowsShell({
  assigns: BATCH_ASSIGNMENT,
  readValue: ({ option, quote, written = '' }) =>
    option === undefined
      ? batchValue(written, quote === '"')
      : { unknown: /p/i.test(option) ? 'READ_FROM_KEYBOARD' : 'COMMAND_NOT_RUN' },
  ignoredLine: /^[ \t]*@?(?:rem\b|::|echo\b)/i,
  scriptLine: /^[ \t]*@?call[ \t]/i,
  mentionedVariable: /\bset[ \t]+"?(OS_[A-Z_]+)=/i,
});

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules */
export const POWERSHELL = windowsShell({
  assigns: POWERSHELL_ASSIGNMENT,
  readValue: ({ written = '' }) => powershellValue(written),
  ignoredLine: /^[ \t]*#/,
  scriptLine: /^[ \t]*(?:\.|&|iex|Invoke-Expression)[ \t]/i,
  mentionedVariable: /\$\{?env:(OS_[A-Z_]+)\}?[ \t]*=/i,
});

interface Syntax {
  assigns: RegExp;
  readValue(groups: Record<string, string | undefined>): Word[number];
  ignoredLine: RegExp;
  scriptLine: RegExp;
  mentionedVariable: RegExp;
}

function windowsShell({ assigns, readValue, ignoredLine, scriptLine, mentionedVariable }: Syntax): Shell {
  return {
    assigns,
    isUnix: false,
    statementsOf(line) {
      const groups = assigns.exec(line)?.groups;
      if (groups?.name !== undefined) return [{ does: 'set', name: groups.name, value: [readValue(groups)] }];
      if (ignoredLine.test(line)) return [];
      if (scriptLine.test(line)) return [{ does: 'runScript' }];
      const name = mentionedVariable.exec(line)?.[1];
      const statements: Statement[] = name === undefined ? [] : [{ does: 'unreadable', name }];
      if (/^\s*[)}]/.test(line)) statements.push({ does: 'endBlock' });
      if (/[({]\s*$/.test(line)) statements.push({ does: 'beginBlock' });
      return statements;
    },
  };
}

/** Unknown where cmd.exe would change it. */
function batchValue(written: string, quoted: boolean): Word[number] {
  const outsideQuotes = written.split('"').filter((_, at) => (at % 2 === 0) !== quoted);
  if (written.replaceAll('%%', '').includes('%') || outsideQuotes.some((part) => /[&|<>^]/.test(part)))
    return { unknown: 'VALUE_UNUSED' };
  const end = quoted ? written.lastIndexOf('"') : -1;
  return { text: (end < 0 ? written : written.slice(0, end)).replaceAll('%%', '%') };
}

const MAX_VALUE_LENGTH = 20_000;
const LINE_END = '[ \\t]*(?:;[ \\t]*)?(?:#.*)?$';
/** Curly quotes count as quotes. */
const SINGLE_QUOTED = new RegExp(`^'((?:[^'\u2018-\u201b]|'')*)'${LINE_END}`, 's');
const DOUBLE_QUOTED = new RegExp(`^"((?:[^"\`\u201c-\u201e]|""|\`.)*)"${LINE_END}`, 's');

function powershellValue(written: string): Word[number] {
  if (written.length > MAX_VALUE_LENGTH) return { unknown: 'VALUE_UNUSED' };
  const single = SINGLE_QUOTED.exec(written)?.[1];
  if (single !== undefined) return { text: single.replaceAll("''", "'") };
  const double = DOUBLE_QUOTED.exec(written)?.[1];
  if (double !== undefined) return doubleQuotedValue(double);
  if (/^["'\u2018-\u201e@]/.test(written)) return { unknown: 'VALUE_UNUSED' };
  if (/^\$null\b/i.test(written)) return { text: '' };
  return { unknown: /^\(?[ \t]*Read-Host\b/i.test(written) ? 'READ_FROM_KEYBOARD' : 'COMMAND_NOT_RUN' };
}

/** Unknown where it depends on the script. */
function doubleQuotedValue(text: string): Word[number] {
  const plain = text.replace(/`[`"'$]|""/g, ' ');
  if (/\$\(/.test(plain)) return { unknown: 'COMMAND_NOT_RUN' };
  if (/\$[\w{:$^?]/.test(plain)) return { unknown: 'VARIABLE_UNKNOWN' };
  // an escaped character, such as a line break
  if (plain.includes('`')) return { unknown: 'VALUE_UNUSED' };
  return { text: text.replace(/`([`"'$])|"(")/g, '$1$2') };
}
