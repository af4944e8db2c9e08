/** One input of a property test. */
export interface FuzzInput {
  file: string;
  test: string;
  /** which property of its test, from 0 on */
  propertyIndex: number;
  /** from 0 on; -1 before the first */
  inputNumber: number;
}

/** Result of a property: one line of `results.jsonl`. */
export interface FuzzResult extends Omit<FuzzInput, 'inputNumber'> {
  runs: number;
  seconds: number;
  /** CPU time of the slowest input */
  slowestMs: number;
  /** its number */
  slowestInput: number;
  failed: boolean;
}

/** Characters of the input number with which a file `<process id>.running` begins; the property follows. */
export const INPUT_NUMBER_LENGTH = 12;
