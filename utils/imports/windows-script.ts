import { readBatchLine } from './batch-line';
import { readPowershellLine } from './powershell-line';
import type { ShellValue, Variables } from './shell-values';

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
