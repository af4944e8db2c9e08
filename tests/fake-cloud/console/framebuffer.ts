import { advance, glyphMask, type Scale } from './glyphs';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Changes are noticed tile by tile. */
const TILE = { width: 24, height: 20 };

/** A picture of 24-bit colours (`0xRRGGBB`) that knows which parts of it changed since when. */
export class Framebuffer {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
  readonly #columns: number;
  readonly #rows: number;
  readonly #changed: Uint32Array;
  #version = 1;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(width * height);
    this.#columns = Math.ceil(width / TILE.width);
    this.#rows = Math.ceil(height / TILE.height);
    this.#changed = new Uint32Array(this.#columns * this.#rows).fill(1);
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  #set(x: number, y: number, colour: number): void {
    const position = y * this.width + x;
    if (this.pixels[position] === colour) return;
    this.pixels[position] = colour;
    this.#changed[Math.floor(y / TILE.height) * this.#columns + Math.floor(x / TILE.width)] = this.#version + 1;
  }

  /** Runs `draw` as one change. Says whether it changed anything. */
  change(draw: () => void): boolean {
    draw();
    const next = this.#version + 1;
    if (!this.#changed.includes(next)) return false;
    this.#version = next;
    return true;
  }

  fill(rect: Rect, colour: number): void {
    const right = Math.min(rect.x + rect.width, this.width);
    const bottom = Math.min(rect.y + rect.height, this.height);
    for (let y = Math.max(0, rect.y); y < bottom; y += 1) {
      for (let x = Math.max(0, rect.x); x < right; x += 1) this.#set(x, y, colour);
    }
  }

  /** One pixel; outside the picture nothing happens. */
  plot(x: number, y: number, colour: number): void {
    if (x >= 0 && y >= 0 && x < this.width && y < this.height) this.#set(x, y, colour);
  }

  /** Text with its background; returns where it ends. */
  text(x: number, y: number, text: string, scale: Scale, colour: number, background: number): number {
    let left = x;
    for (const character of text) {
      const mask = glyphMask(character, scale);
      for (let row = 0; row < mask.height; row += 1) {
        for (let column = 0; column < mask.width; column += 1) {
          const coverage = mask.coverage[row * mask.width + column] ?? 0;
          this.plot(left + column, y + row, mix(background, colour, coverage / 255));
        }
      }
      left += advance(scale);
    }
    return left;
  }

  /** The parts that changed after `version`, as few rectangles of whole tiles. */
  changesSince(version: number): Rect[] {
    const rects: Rect[] = [];
    for (let row = 0; row < this.#rows; row += 1) {
      for (let column = 0; column < this.#columns; column += 1) {
        if ((this.#changed[row * this.#columns + column] ?? 0) <= version) continue;
        let end = column + 1;
        while (end < this.#columns && (this.#changed[row * this.#columns + end] ?? 0) > version) end += 1;
        this.#join(rects, {
          x: column * TILE.width,
          y: row * TILE.height,
          width: Math.min(end * TILE.width, this.width) - column * TILE.width,
          height: Math.min((row + 1) * TILE.height, this.height) - row * TILE.height,
        });
        column = end;
      }
    }
    return rects;
  }

  #join(rects: Rect[], rect: Rect): void {
    const above = rects.find(
      (other) => other.x === rect.x && other.width === rect.width && other.y + other.height === rect.y,
    );
    if (above) above.height += rect.height;
    else rects.push(rect);
  }
}

/** A colour between two: `share` 0 is `from`, 1 is `to`. */
export function mix(from: number, to: number, share: number): number {
  if (share <= 0) return from;
  if (share >= 1) return to;
  const channel = (shift: number): number => {
    const a = (from >> shift) & 255;
    const b = (to >> shift) & 255;
    return Math.round(a + (b - a) * share) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}

/** `0xRRGGBB` of hue (degrees), saturation and lightness (0 to 1). */
export function hsl(hue: number, saturation: number, lightness: number): number {
  const channel = (offset: number): number => {
    const k = (offset + hue / 30) % 12;
    const value = lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255);
  };
  return (channel(0) << 16) | (channel(8) << 8) | channel(4);
}
