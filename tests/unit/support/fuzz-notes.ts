/** The input that a property is at. */
export interface InputPlace {
  file: string;
  test: string;
  /** which of its test's properties, from 0 on */
  nth: number;
  /** the input's number, from 0 on; -1 before the first one */
  at: number;
}

/** What a property did: one line of `results.jsonl`. */
export interface Result extends Omit<InputPlace, 'at'> {
  runs: number;
  seconds: number;
  /** CPU time of the input that took longest, and its number */
  slowestMs: number;
  slowest: number;
  failed: boolean;
}

/** Characters of the number at the start of a file `<process>.running`; after it comes the property. */
export const AT_LENGTH = 12;
