/** Why a value is not known. */
export type Unknown = { unknown: 'READ_FROM_KEYBOARD' | 'VARIABLE_UNKNOWN' | 'COMMAND_NOT_RUN' | 'VALUE_UNUSED' };

/** Parts of a shell word; `defaultText`: for a blank variable. */
export type Word = ({ text: string } | { variable: string; defaultText?: string } | Unknown)[];

/** What a command does to variables. */
export type Statement =
  | { does: 'set'; name: string; value: Word; conditional?: boolean }
  | { does: 'unset'; name: string; conditional?: boolean }
  /** of lines that run in some cases only */
  | { does: 'beginBlock' | 'endBlock' }
  /** runs another script */
  | { does: 'runScript' }
  /** assigns in an unknown way */
  | { does: 'unreadable'; name: string };

/** How one kind of shell sets variables. */
export interface Shell {
  /** lines of this shell only */
  assigns: RegExp;
  /** case-sensitive names; a backslash continues a line */
  isUnix: boolean;
  statementsOf(line: string): Statement[];
}
