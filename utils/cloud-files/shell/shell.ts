/** Why a value is not known. `READ_FROM_KEYBOARD`: the script reads it from the keyboard. */
export type Unknown = { unknown: 'READ_FROM_KEYBOARD' | 'VARIABLE_UNKNOWN' | 'COMMAND_NOT_RUN' | 'VALUE_UNUSED' };

/** The parts of a shell word. `defaultText`: the default where the variable is blank. */
export type Word = ({ text: string } | { variable: string; defaultText?: string } | Unknown)[];

/** What a command does to variables. */
export type Statement =
  | { does: 'set'; name: string; value: Word; conditional?: boolean }
  | { does: 'unset'; name: string; conditional?: boolean }
  /** begin or end of lines that are run in some cases only */
  | { does: 'beginBlock' | 'endBlock' }
  /** runs another script */
  | { does: 'runScript' }
  /** assigns in a way that is not understood */
  | { does: 'unreadable'; name: string };

/** How one kind of shell sets variables. */
export interface Shell {
  /** only lines of this shell that assign an `OS_...` variable */
  assigns: RegExp;
  /** names of variables are case-sensitive, and a backslash continues a line */
  isUnix: boolean;
  statementsOf(line: string): Statement[];
}
