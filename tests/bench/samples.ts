/** Milliseconds, one per run. */
export type Samples = number[];

/** @returns the median; NaN of none */
export function median(samples: Samples): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? Number.NaN)) / 2 : upper;
}

/** One line of the report. */
export interface Comparison {
  what: string;
  /** what to compare with, such as 100 servers */
  base: Samples;
  /** what has the budget */
  measured: Samples;
  /** limit in ms for the median of `measured`; none: only compared */
  budget?: number;
}

/** @returns the lines of a table; each cell is the median in ms with the fastest and the slowest run */
export function table(title: string, columns: [base: string, measured: string], rows: Comparison[]): string[] {
  const lines = rows.map(({ what, base, measured, budget }) => [
    what,
    inWords(base),
    inWords(measured),
    inTimes(median(measured) / median(base)),
    budget === undefined ? '' : `≤ ${budget} ${median(measured) <= budget ? 'kept' : 'MISSED'}`,
  ]);
  const all = [[title, ...columns, 'ratio', 'budget'], ...lines];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
}

/** At least two significant digits. */
function inTimes(ratio: number): string {
  return `${ratio < 1 ? ratio.toPrecision(2) : ratio.toFixed(1)} ×`;
}

function inWords(samples: Samples): string {
  if (samples.length === 0) return 'not seen';
  return `${median(samples).toFixed(1)} (${Math.min(...samples).toFixed(1)}–${Math.max(...samples).toFixed(1)})`;
}
