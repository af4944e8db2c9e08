import type { Shell, Statement, Word } from './shell';

/** Flag `s`: a line separator of Unicode does not end a line in these shells. */
const SET = /^[ \t]*@?set[ \t]+(?<option>\/[pa][ \t]+)?(?:(?<quote>")[ \t]*)?(?<name>OS_[A-Z_]+)=(?<written>.*)$/is;
const ENV = /^[ \t]*\$\{?env:(?<name>OS_[A-Z_]+)\}?[ \t]*=[ \t]*(?<written>.*)$/is;

/**
 * In cmd.exe the value is all that follows `=`, quotes included; `set "NAME=value"` ends at the last quote
 * (https://learn.microsoft.com/windows-server/administration/windows-commands/set_1).
 */
export const BATCH = windowsShell({
  assigns: SET,
  readValue: ({ option, quote, written = '' }) =>
    option === undefined
      ? batchValue(written, quote === '"')
      : { unknown: /p/i.test(option) ? 'READ_FROM_KEYBOARD' : 'COMMAND_NOT_RUN' },
  ignored: /^[ \t]*@?(?:rem\b|::|echo\b)/i,
  runs: /^[ \t]*@?call[ \t]/i,
  mentions: /\bset[ \t]+"?(OS_[A-Z_]+)=/i,
});

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules */
export const POWERSHELL = windowsShell({
  assigns: ENV,
  readValue: ({ written = '' }) => powershellValue(written),
  ignored: /^[ \t]*#/,
  runs: /^[ \t]*(?:\.|&|iex|Invoke-Expression)[ \t]/i,
  mentions: /\$\{?env:(OS_[A-Z_]+)\}?[ \t]*=/i,
});

interface Syntax {
  assigns: RegExp;
  readValue(groups: Record<string, string | undefined>): Word[number];
  ignored: RegExp;
  runs: RegExp;
  mentions: RegExp;
}

function windowsShell({ assigns, readValue, ignored, runs, mentions }: Syntax): Shell {
  return {
    assigns,
    unix: false,
    statementsOf(line) {
      const groups = assigns.exec(line)?.groups;
      if (groups?.name !== undefined) return [{ does: 'set', name: groups.name, value: [readValue(groups)] }];
      if (ignored.test(line)) return [];
      if (runs.test(line)) return [{ does: 'run' }];
      const name = mentions.exec(line)?.[1];
      const statements: Statement[] = name === undefined ? [] : [{ does: 'other', name }];
      if (/^\s*[)}]/.test(line)) statements.push({ does: 'close' });
      if (/[({]\s*$/.test(line)) statements.push({ does: 'open' });
      return statements;
    },
  };
}

/** The value is unknown where cmd.exe would change it: single percent signs, and special characters outside of quotes. */
function batchValue(written: string, quoted: boolean): Word[number] {
  const outside = written.split('"').filter((_, at) => (at % 2 === 0) !== quoted);
  if (written.replaceAll('%%', '').includes('%') || outside.some((part) => /[&|<>^]/.test(part)))
    return { unknown: 'VALUE_UNUSED' };
  const end = quoted ? written.lastIndexOf('"') : -1;
  return { text: (end < 0 ? written : written.slice(0, end)).replaceAll('%%', '%') };
}

const MAX_VALUE_LENGTH = 20_000;
const END = '[ \\t]*(?:;[ \\t]*)?(?:#.*)?$';
/** Curly quotes count as quotes. */
const SINGLE = new RegExp(`^'((?:[^'\u2018-\u201b]|'')*)'${END}`, 's');
const DOUBLE = new RegExp(`^"((?:[^"\`\u201c-\u201e]|""|\`.)*)"${END}`, 's');

function powershellValue(written: string): Word[number] {
  if (written.length > MAX_VALUE_LENGTH) return { unknown: 'VALUE_UNUSED' };
  const single = SINGLE.exec(written)?.[1];
  if (single !== undefined) return { text: single.replaceAll("''", "'") };
  const double = DOUBLE.exec(written)?.[1];
  if (double !== undefined) return expanded(double);
  if (/^["'\u2018-\u201e@]/.test(written)) return { unknown: 'VALUE_UNUSED' };
  if (/^\$null\b/i.test(written)) return { text: '' };
  return { unknown: /^\(?[ \t]*Read-Host\b/i.test(written) ? 'READ_FROM_KEYBOARD' : 'COMMAND_NOT_RUN' };
}

/** The value is unknown where it depends on the rest of the script. */
function expanded(text: string): Word[number] {
  const plain = text.replace(/`[`"'$]|""/g, ' ');
  if (/\$\(/.test(plain)) return { unknown: 'COMMAND_NOT_RUN' };
  if (/\$[\w{:$^?]/.test(plain)) return { unknown: 'VARIABLE_UNKNOWN' };
  // an escaped character, such as a line break
  if (plain.includes('`')) return { unknown: 'VALUE_UNUSED' };
  return { text: text.replace(/`([`"'$])|"(")/g, '$1$2') };
}
