import { createHash } from 'node:crypto';
import type { FakeServer } from '@/tests/fake-cloud/contents';

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

  constructor(server: FakeServer) {
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

/** X11 keysyms that are no characters. Source: X11/keysymdef.h. */
export const KEYSYM = {
  backspace: 0xff08,
  enter: 0xff0d,
  keypadEnter: 0xff8d,
  delete: 0xffff,
  controlLeft: 0xffe3,
  controlRight: 0xffe4,
  altLeft: 0xffe9,
  altRight: 0xffea,
} as const;

/** The character of a keysym: Latin-1 is its own, other Unicode has 0x01000000 added. Undefined: a key without one. */
function characterOf(keysym: number): string | undefined {
  if (keysym === KEYSYM.enter || keysym === KEYSYM.keypadEnter) return '\n';
  if (keysym === KEYSYM.backspace) return '\b';
  if ((keysym >= 0x20 && keysym <= 0x7e) || (keysym >= 0xa0 && keysym <= 0xff)) return String.fromCodePoint(keysym);
  if (keysym >= 0x01000100 && keysym <= 0x0110ffff) return String.fromCodePoint(keysym - 0x01000000);
  return undefined;
}

/**
 * The printable ASCII characters from `!` to `~`, 5 pixels wide. One letter is one row, top to bottom, as a number in
 * base 32 whose highest bit is the leftmost pixel.
 */
const GLYPHS =
  `4444404 aaa aavavaa 4fke5u4 op248j3 cik8lid 444 2488842 8422248 04lel4 044v44 00000cc48 000v 00000cc 01248g
ehjlphe 4c4444e eh1248v v2421he 26aiv22 vgu11he 68guhhe v124888 ehhehhe ehhf12c 0cc00cc 0cc00cc48 248g842 00v0v 8421248
eh12404 eh1dlle ehhvhhh uhhuhhu ehggghe sihhhis vgguggv vgguggg ehgnhhf hhhvhhh e44444e 72222ic hikokih ggggggv hrllhhh
hhpljhh ehhhhhe uhhuggg ehhhlid uhhukih fgge11u v444444 hhhhhhe hhhhha4 hhhllla hha4ahh hhha444 v1248gv e88888e 0g8421
e22222e 4ah 0000000v 842 00e1fhf ggmphhu 00egghe 11djhhf 00ehvge 698s888 00fhhhf1e ggmphhh 40c444e 2062222ic ggikoki
c44444e 00qllhh 00mphhh 00ehhhe 00mphhugg 00djhhf11 00mpggg 00fge1u 88s8896 00hhhjd 00hhha4 00hhlla 00ha4ah 00hhhf1e
00v248v 2448442 4444444 8442448 008l2`.split(/\s/);
/** Any other character: a crossed box. */
const MISSING = 'vhjlphv';

/** One character with the gap to its neighbours, in pixels of the font. */
const CELL = { width: 6, height: 10 };

/** The lit pixels of a character. */
function glyphPixels(character: string): { x: number; y: number }[] {
  const rows = character === ' ' ? '' : (GLYPHS[(character.codePointAt(0) ?? 0) - '!'.charCodeAt(0)] ?? MISSING);
  return [...rows].flatMap((row, y) =>
    [0, 1, 2, 3, 4].filter((x) => Number.parseInt(row, 32) & (16 >> x)).map((x) => ({ x, y })),
  );
}
