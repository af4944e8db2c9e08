import type { Server } from '@/tests/fake-cloud/world';
import { drawable } from './font';
import { type Framebuffer, mix } from './framebuffer';
import { advance, lineHeight, type Scale } from './glyphs';
import type { Terminal } from './terminal';
import { COLOURS } from './theme';

/** Pixels of every screen. */
export const SIZE = { width: 720, height: 400 };

const MARGIN = 24;
const STRIPE = { height: 4, comet: 180 };
const NAME_Y = 22;
const HEADER = { top: STRIPE.height, bottom: 102 };
const FOOTER_Y = 372;
const TERMINAL_Y = 112;
const TEXT: Scale = 2;

/** Characters that the terminal holds. */
export const TERMINAL = {
  columns: (SIZE.width - 2 * MARGIN) / advance(TEXT),
  rows: (FOOTER_Y - TERMINAL_Y) / lineHeight(TEXT),
};

function fitted(text: string, scale: Scale, width: number): string {
  const room = Math.floor(width / advance(scale));
  const characters = [...text];
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`;
}

function subtitle(server: Server): string {
  const address = Object.values(server.addresses).flat()[0]?.addr;
  return [address, server.flavor.name, server.region, server.zone]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

/** All that stays as it is: the header with the server's name, the footer with what this is. */
export function paintFrame(framebuffer: Framebuffer, server: Server, accent: number): void {
  framebuffer.fill({ x: 0, y: 0, ...SIZE }, COLOURS.background);
  framebuffer.fill({ x: 0, y: HEADER.top, width: SIZE.width, height: HEADER.bottom - HEADER.top }, COLOURS.panel);
  framebuffer.fill({ x: 0, y: HEADER.bottom - 1, width: SIZE.width, height: 1 }, COLOURS.line);
  const name = drawable(server.name).trim() || '(no name)';
  const width = SIZE.width - 2 * MARGIN;
  const isShort = [...name].length * advance(4) <= width;
  const scale: Scale = isShort ? 4 : 2;
  framebuffer.text(
    MARGIN,
    isShort ? NAME_Y : NAME_Y + 12,
    fitted(name, scale, width),
    scale,
    COLOURS.bright,
    COLOURS.panel,
  );
  framebuffer.text(
    MARGIN,
    70,
    fitted(subtitle(server), TEXT, width),
    TEXT,
    mix(COLOURS.muted, accent, 0.35),
    COLOURS.panel,
  );
  framebuffer.fill({ x: 0, y: FOOTER_Y, width: SIZE.width, height: SIZE.height - FOOTER_Y }, COLOURS.panel);
  framebuffer.fill({ x: 0, y: FOOTER_Y, width: SIZE.width, height: 1 }, COLOURS.line);
  framebuffer.text(MARGIN, FOOTER_Y + 7, 'tty1', TEXT, accent, COLOURS.panel);
  framebuffer.text(MARGIN + 6 * advance(TEXT), FOOTER_Y + 7, 'demo cloud', TEXT, COLOURS.muted, COLOURS.panel);
}

function cellAt(column: number, row: number): { x: number; y: number } {
  return { x: MARGIN + column * advance(TEXT), y: TERMINAL_Y + row * lineHeight(TEXT) };
}

/** The terminal's text. */
export function paintTerminal(framebuffer: Framebuffer, terminal: Terminal): void {
  for (let row = 0; row < terminal.rows; row += 1) {
    for (let column = 0; column < terminal.columns; column += 1) {
      const { x, y } = cellAt(column, row);
      const cell = terminal.cells[row]?.[column];
      framebuffer.text(x, y, cell?.character ?? ' ', TEXT, cell?.colour ?? COLOURS.text, COLOURS.background);
    }
  }
}

/** The block where the next character will stand. */
export function paintCursor(framebuffer: Framebuffer, terminal: Terminal, isLit: boolean, accent: number): void {
  const column = Math.min(terminal.cursor.column, terminal.columns - 1);
  const { x, y } = cellAt(column, terminal.cursor.row);
  framebuffer.fill(
    { x, y: y - 2, width: advance(TEXT) - 1, height: lineHeight(TEXT) - 1 },
    isLit ? accent : COLOURS.background,
  );
}

function paintComet(framebuffer: Framebuffer, accent: number, seconds: number): void {
  const track = SIZE.width + STRIPE.comet;
  const head = (seconds * 220) % track;
  for (let x = 0; x < SIZE.width; x += 1) {
    const behind = head - x;
    const glow = behind >= 0 && behind < STRIPE.comet ? 1 - behind / STRIPE.comet : 0;
    const colour = mix(mix(COLOURS.panel, accent, 0.55), COLOURS.bright, glow * glow);
    framebuffer.fill({ x, y: 0, width: 1, height: STRIPE.height }, colour);
  }
}

const BARS = { count: 16, width: 4, gap: 2, height: 16 };

function paintBars(framebuffer: Framebuffer, accent: number, seconds: number): number {
  const left = SIZE.width - MARGIN - BARS.count * (BARS.width + BARS.gap);
  const top = FOOTER_Y + 6;
  for (let bar = 0; bar < BARS.count; bar += 1) {
    const wave = Math.sin(seconds * 2.1 + bar * 0.7) * Math.sin(seconds * 0.9 + bar * 0.31);
    const height = 2 + Math.round(Math.abs(wave) * (BARS.height - 2));
    const x = left + bar * (BARS.width + BARS.gap);
    framebuffer.fill({ x, y: top, width: BARS.width, height: BARS.height - height }, COLOURS.panel);
    framebuffer.fill(
      { x, y: top + BARS.height - height, width: BARS.width, height },
      mix(COLOURS.muted, accent, height / BARS.height),
    );
  }
  return left;
}

/** What moves: a comet along the top, bars and a clock at the bottom. */
export function paintMotion(framebuffer: Framebuffer, accent: number): void {
  const seconds = (Date.now() % 86_400_000) / 1000;
  paintComet(framebuffer, accent, seconds);
  const left = paintBars(framebuffer, accent, seconds);
  const clock = new Date().toISOString().slice(11, 19);
  framebuffer.text(left - 10 * advance(TEXT), FOOTER_Y + 7, clock, TEXT, COLOURS.text, COLOURS.panel);
}
