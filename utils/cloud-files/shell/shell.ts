/** Why a variable has no known value. `ASKED`: the script reads it from the keyboard. */
export type Unknown = { unknown: 'ASKED' | 'VARIABLE_UNKNOWN' | 'COMMAND_NOT_RUN' | 'VALUE_UNUSED' };

/** What a value is made of; `otherwise` stands in for a variable that is blank. */
export type Word = ({ text: string } | { variable: string; otherwise?: string } | Unknown)[];

/** What one command does to variables, as far as that can be read. */
export type Statement =
  | { does: 'set'; name: string; value: Word; conditional?: boolean }
  | { does: 'unset'; name: string; conditional?: boolean }
  /** begins or ends lines that are run in some cases only */
  | { does: 'open' | 'close' }
  /** runs another script, which may set anything */
  | { does: 'run' }
  /** names a variable, but is not understood */
  | { does: 'other'; name: string };

/** How one kind of script assigns variables. */
export interface Shell {
  /** a line that only this shell assigns an `OS_...` variable by */
  assigns: RegExp;
  /** names differ by more than their case, and a backslash at its end continues a line */
  unix: boolean;
  statementsOf(line: string): Statement[];
}
