import type { CellFault, FaultsOf } from '@/tests/torture/support/model';
import { clock } from '@/tests/torture/support/time';

const HOUR_MS = 3600_000;
const JUMPS: readonly [name: string, ms: number][] = [
  ['+25 h', 25 * HOUR_MS],
  ['-25 h', -25 * HOUR_MS],
  ['+5 s', 5_000],
  ['-5 s', -5_000],
];

function jump([name, ms]: (typeof JUMPS)[number], nth: number): CellFault {
  return {
    kind: `clock ${name}`,
    at: nth === 0 ? 'from the start' : `reading ${nth}`,
    activate() {
      if (nth === 0) clock.offset = ms;
      clock.onRead = () => {
        if (clock.reads === nth) clock.offset = ms;
      };
    },
  };
}

/** Readings at which the clock jumps, of each use case. */
const MAX_READINGS = 6;

/** The clock jumps before the use case, or at one of its readings; afterwards it is right again. */
export const clockMatrix: FaultsOf = ({ clockReads }) => {
  const every = Math.max(1, Math.ceil(clockReads / MAX_READINGS));
  const readings = Array.from({ length: Math.ceil(clockReads / every) }, (_, index) => 1 + index * every);
  return JUMPS.flatMap((size) => [0, ...readings].map((nth) => jump(size, nth)));
};
