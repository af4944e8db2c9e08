import { CELL, glyphBits } from './font';

export type Scale = 1 | 2 | 4;

/** How much of each pixel a glyph covers: 0 to 255, row by row. */
export interface Mask {
  width: number;
  height: number;
  coverage: Uint8Array;
}

/** Doubles a bitmap and rounds its steps off (the EPX rule: a corner takes the colour its two neighbours share). */
function doubled(bits: boolean[][]): boolean[][] {
  const at = (x: number, y: number): boolean => bits[y]?.[x] ?? false;
  return bits.flatMap((row, y) => {
    const upper: boolean[] = [];
    const lower: boolean[] = [];
    row.forEach((self, x) => {
      const [up, down, left, right] = [at(x, y - 1), at(x, y + 1), at(x - 1, y), at(x + 1, y)];
      const corner = (a: boolean, b: boolean, c: boolean, d: boolean): boolean =>
        a === b && a !== c && b !== d ? a : self;
      upper.push(corner(left, up, down, right), corner(up, right, left, down));
      lower.push(corner(down, left, right, up), corner(right, down, up, left));
    });
    return [upper, lower];
  });
}

/** Halves a bitmap; what was four pixels becomes one of five shades. */
function halved(bits: boolean[][]): Mask {
  const width = (bits[0]?.length ?? 0) / 2;
  const height = bits.length / 2;
  const coverage = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const lit = [
        bits[2 * y]?.[2 * x],
        bits[2 * y]?.[2 * x + 1],
        bits[2 * y + 1]?.[2 * x],
        bits[2 * y + 1]?.[2 * x + 1],
      ];
      coverage[y * width + x] = Math.round((lit.filter(Boolean).length * 255) / 4);
    }
  }
  return { width, height, coverage };
}

const cache = new Map<string, Mask>();

/** A glyph as large as asked for, its slopes smoothed. */
export function glyphMask(character: string, scale: Scale): Mask {
  const key = `${scale}${character}`;
  let mask = cache.get(key);
  if (!mask) {
    let bits = glyphBits(character);
    for (let size = 1; size < scale * 2; size *= 2) bits = doubled(bits);
    mask = halved(bits);
    cache.set(key, mask);
  }
  return mask;
}

/** Pixels from one character to the next. */
export function advance(scale: Scale): number {
  return CELL.width * scale;
}

/** Pixels from one line to the next. */
export function lineHeight(scale: Scale): number {
  return CELL.height * scale;
}
