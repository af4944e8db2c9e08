import { createHash } from 'node:crypto';
import type { Server } from '@/tests/fake-cloud/world';
import { CELL, glyphPixels } from './glyphs';
import { characterOf, KEYSYM } from './keys';

const TICK_MS = 100;
const BLINK_TICKS = 5;
const SCALE = 2;
const MARGIN = 24;
const HEADER = 60;
const BAR = { width: 120, height: 6 };
const COLOURS = { background: 0x17110d, text: 0xe7ded6 };

/** One server's screen: shows the server's name and what is typed, and moves while someone watches. */
export class Screen {
  readonly width = 720;
  readonly height = 400;
  /** `0xBBGGRR`, row by row */
  readonly pixels = new Uint32Array(this.width * this.height);
  readonly #name: string;
  readonly #colour: number;
  readonly #watchers = new Set<() => void>();
  readonly #held = new Set<number>();
  #typed = '';
  #ticks = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.#name = server.name;
    // A bright colour of the server's own: two screens differ at a glance.
    this.#colour = createHash('sha1').update(server.id).digest().readUIntBE(0, 3) | 0x808080;
    this.#draw();
  }

  /** Calls back on every change, until the returned function is called. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    this.#timer ??= setInterval(() => this.#change(1), TICK_MS).unref();
    return () => {
      this.#watchers.delete(onChange);
      if (this.#watchers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** What stands on the screen: the server's name, then what was typed. */
  text(): string {
    return `${this.#name}\n\n${this.#typed}`;
  }

  /** A key goes down or up (X11 keysym). */
  key(keysym: number, isDown: boolean): void {
    if (isDown) this.#held.add(keysym);
    else this.#held.delete(keysym);
    if (!isDown) return;
    const control = this.#holds(KEYSYM.controlLeft, KEYSYM.controlRight);
    const alt = this.#holds(KEYSYM.altLeft, KEYSYM.altRight);
    if (control && alt && keysym === KEYSYM.delete) this.type('\nCtrl+Alt+Del\n');
    else if (!control && !alt) this.type(characterOf(keysym) ?? '');
  }

  /** Echoes text; `\b` takes the last character back. */
  type(text: string): void {
    for (const character of text) {
      this.#typed = character === '\b' ? this.#typed.replace(/.$/u, '') : this.#typed + character;
    }
    this.#change(0);
  }

  #holds(...keysyms: number[]): boolean {
    return keysyms.some((keysym) => this.#held.has(keysym));
  }

  #change(ticks: number): void {
    this.#ticks += ticks;
    this.#draw();
    for (const watcher of this.#watchers) watcher();
  }

  #draw(): void {
    const { width, height } = this;
    this.#fill(0, 0, width, height, COLOURS.background);
    this.#fill(0, 0, width, HEADER, this.#colour);
    this.#write(MARGIN, MARGIN, this.#name, COLOURS.background);
    const columns = Math.floor((width - 2 * MARGIN) / (CELL.width * SCALE));
    const rows = Math.floor((height - HEADER - 2 * MARGIN) / (CELL.height * SCALE));
    const isCursorShown = Math.floor(this.#ticks / BLINK_TICKS) % 2 === 0;
    const lines = wrapped(`${this.#typed}${isCursorShown ? '_' : ' '}`, columns).slice(-rows);
    lines.forEach((line, row) => {
      this.#write(MARGIN, HEADER + MARGIN + row * CELL.height * SCALE, line, COLOURS.text);
    });
    this.#fill((this.#ticks * 8) % width, height - BAR.height, BAR.width, BAR.height, this.#colour);
  }

  #write(left: number, top: number, text: string, colour: number): void {
    [...text].forEach((character, column) => {
      for (const { x, y } of glyphPixels(character)) {
        this.#fill(left + (column * CELL.width + x) * SCALE, top + y * SCALE, SCALE, SCALE, colour);
      }
    });
  }

  #fill(left: number, top: number, width: number, height: number, colour: number): void {
    const right = Math.min(left + width, this.width);
    for (let y = top; y < top + height && left < right; y += 1) {
      this.pixels.fill(colour, y * this.width + left, y * this.width + right);
    }
  }
}

function wrapped(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? ['']);
}
