import type { Fault, Matrix } from '@/tests/torture/support/model';
import { clock } from '@/tests/torture/support/time';

const HOUR_MS = 3600_000;
const JUMPS: readonly [name: string, ms: number][] = [
  ['+25 h', 25 * HOUR_MS],
  ['-25 h', -25 * HOUR_MS],
  ['+5 s', 5_000],
  ['-5 s', -5_000],
];

function jump([name, ms]: (typeof JUMPS)[number], nth: number): Fault {
  return {
    column: `clock ${name}`,
    at: nth === 0 ? 'from the start' : `reading ${nth}`,
    arm() {
      if (nth === 0) clock.offset = ms;
      clock.onRead = () => {
        if (clock.reads === nth) clock.offset = ms;
      };
    },
  };
}

/** The clock jumps before the use case, or at each of its readings; afterwards it is right again. */
export const clockMatrix: Matrix = ({ clockReads }) =>
  JUMPS.flatMap((one) => Array.from({ length: clockReads + 1 }, (_, nth) => jump(one, nth)));
