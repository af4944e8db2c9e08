import type { ShellValue } from './shell-values';
import type { Assigned } from './windows-script';

const ASSIGNMENT = /^[ \t]*\$(?:env:(OS_[A-Z_]+)|\{env:(OS_[A-Z_]+)\})[ \t]*=[ \t]*(.*)$/is;
/** No secret and no name is as long. */
const MOST_CHARACTERS = 20_000;
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
  if (written.length > MOST_CHARACTERS) return { unknown: 'VALUE_UNUSED' };
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
