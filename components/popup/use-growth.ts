import { useEffect, useState } from 'preact/hooks';
import { whenIdle } from '@/components/idle';

/** Rows of the first block: more than the popup can show at once. */
export const FIRST_ROWS = 20;
/** Rows of every further block. */
export const BLOCK_ROWS = 100;

/** The end of the block that holds row `index`. */
function endOfBlock(index: number): number {
  if (index < FIRST_ROWS) return FIRST_ROWS;
  return FIRST_ROWS + BLOCK_ROWS * (Math.floor((index - FIRST_ROWS) / BLOCK_ROWS) + 1);
}

/** The [start, end) of the blocks that cover `count` rows. */
export function blocksOf(count: number): [start: number, end: number][] {
  const blocks: [number, number][] = [];
  for (let start = 0; start < count; start = endOfBlock(start))
    blocks.push([start, Math.min(endOfBlock(start), count)]);
  return blocks;
}

/**
 * How many of `total` rows to draw: the first screenful at once, then a block more whenever the browser is idle, in
 * the end all of them. Another `key` begins anew; row `needed` is always among them.
 */
export function useGrowth(total: number, key: string, needed: number): number {
  const [grown, setGrown] = useState({ key, count: FIRST_ROWS });
  const known = grown.key === key ? grown.count : FIRST_ROWS;
  const count = Math.min(total, Math.max(known, endOfBlock(Math.max(needed, 0))));
  useEffect(() => {
    if (count >= total) return;
    const idle = whenIdle(() => setGrown({ key, count: endOfBlock(count) }));
    return () => idle.cancel();
  }, [count, total, key]);
  return count;
}
