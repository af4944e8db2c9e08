import { useEffect, useState } from 'preact/hooks';
import { whenIdle } from '@/utils/async';

/** Rows of the first block: more than the popup can show at once. */
const FIRST_ROWS = 20;
/** Rows of every further block. */
const BLOCK_ROWS = 100;

/** The end of the block that holds row `index`. */
function endOfBlock(index: number): number {
  if (index < FIRST_ROWS) return FIRST_ROWS;
  return FIRST_ROWS + BLOCK_ROWS * (Math.floor((index - FIRST_ROWS) / BLOCK_ROWS) + 1);
}

/** Rows from `start` to `end`, exclusive. */
export type Block = readonly [start: number, end: number];

/** The blocks that cover `count` rows. */
export function blocksOf(count: number): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < count; start = endOfBlock(start))
    blocks.push([start, Math.min(endOfBlock(start), count)]);
  return blocks;
}

export interface Growth {
  /** rows to show; the first ones */
  count: number;
  /** blocks to keep in the document, of which those past `count` are hidden */
  kept: number;
}

/**
 * How many of `total` rows to show: the first screenful at once, then a block more whenever the browser is idle, in
 * the end all of them. Another `key` begins anew; row `needed` is always among them. Blocks that another key has made
 * superfluous are hidden first and taken out when idle, because taking out ten thousand rows costs more than a frame.
 */
export function useGrowth(total: number, key: string, needed: number): Growth {
  const [grown, setGrown] = useState({ key, count: FIRST_ROWS, kept: 0 });
  const known = grown.key === key ? grown.count : FIRST_ROWS;
  const count = Math.min(total, Math.max(known, endOfBlock(Math.max(needed, 0))));
  const shown = blocksOf(count).length;
  const kept = Math.max(grown.kept, shown);
  useEffect(() => {
    if (count >= total && kept === shown) return;
    const more = count < total;
    const idle = whenIdle(() =>
      setGrown({
        key,
        count: more ? endOfBlock(count) : count,
        kept: more ? Math.max(kept, shown + 1) : Math.max(shown, kept - 2),
      }),
    );
    return () => idle.cancel();
  }, [count, total, key, kept, shown]);
  return { count, kept };
}
