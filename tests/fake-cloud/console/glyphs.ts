import { CELL, glyphBits } from './font';

export type Scale = 1 | 2 | 4;

/** How much of each pixel a glyph covers: 0 to 255, row by row. */
export interface Mask {
  width: number;
  height: number;
  coverage: Uint8Array;
}

type Bits = boolean[][];

/** Glyphs are shaped at this many times their drawn size, then brought down to the size asked for. */
const SHAPE = 8;
const ROUNDING = 3;

/** Doubles a bitmap and rounds its steps off (the EPX rule: a corner takes the colour its two neighbours share). */
function doubled(bits: Bits): Bits {
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

/** The share of lit pixels in a square around each pixel, more than half of which keeps it lit: corners become round. */
function rounded(bits: Bits, factor: number): Bits {
  const height = bits.length * factor;
  const width = (bits[0]?.length ?? 0) * factor;
  const at = (x: number, y: number): number => (bits[Math.floor(y / factor)]?.[Math.floor(x / factor)] ? 1 : 0);
  const area = (2 * ROUNDING + 1) ** 2;
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => {
      let lit = 0;
      for (let dy = -ROUNDING; dy <= ROUNDING; dy += 1)
        for (let dx = -ROUNDING; dx <= ROUNDING; dx += 1) lit += at(x + dx, y + dy);
      return lit * 2 > area;
    }),
  );
}

function shrunk(bits: Bits, factor: number): Mask {
  const width = (bits[0]?.length ?? 0) / factor;
  const height = bits.length / factor;
  const coverage = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let lit = 0;
      for (let dy = 0; dy < factor; dy += 1)
        for (let dx = 0; dx < factor; dx += 1) lit += bits[y * factor + dy]?.[x * factor + dx] ? 1 : 0;
      coverage[y * width + x] = Math.round((lit * 255) / factor ** 2);
    }
  }
  return { width, height, coverage };
}

const cache = new Map<string, Mask>();

/** A glyph as large as asked for, its slopes and corners smooth. */
export function glyphMask(character: string, scale: Scale): Mask {
  const key = `${scale}${character}`;
  let mask = cache.get(key);
  if (!mask) {
    mask = shrunk(rounded(doubled(glyphBits(character)), SHAPE / 2), SHAPE / scale);
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
