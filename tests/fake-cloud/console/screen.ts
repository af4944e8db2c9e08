import type { Server } from '@/tests/fake-cloud/world';
import { drawable } from './font';
import { Framebuffer } from './framebuffer';
import { characterOf, KEYSYM } from './keys';
import { paintCursor, paintFrame, paintMotion, paintTerminal, SIZE, TERMINAL } from './paint';
import { Shell } from './shell';
import { Terminal } from './terminal';
import { accentOf } from './theme';

const TICK_MS = 50;
const BLINK_TICKS = 11;

/** One server's screen: what it shows, and what its keyboard does. It moves only while somebody looks. */
export class Screen {
  readonly framebuffer = new Framebuffer(SIZE.width, SIZE.height);
  readonly terminal = new Terminal(TERMINAL.columns, TERMINAL.rows);
  /** last text that a viewer put on the clipboard */
  clipboard = '';
  readonly #server: Server;
  readonly #shell: Shell;
  readonly #watchers = new Set<() => void>();
  readonly #held = new Set<number>();
  readonly #accent: number;
  #timer: NodeJS.Timeout | undefined;
  #tick = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#accent = accentOf(server.id);
    this.#shell = new Shell(server, this.terminal);
    this.framebuffer.change(() => {
      paintFrame(this.framebuffer, server, this.#accent);
      paintTerminal(this.framebuffer, this.terminal);
    });
  }

  /** Calls back on every change, until the returned function is called. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    this.#timer ??= setInterval(() => this.#animate(), TICK_MS).unref();
    return () => {
      this.#watchers.delete(onChange);
      if (this.#watchers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** What a person could read: the server's name, then the terminal's lines. */
  text(): string {
    return `${drawable(this.#server.name)}\n\n${this.terminal.text()}`;
  }

  /** A key goes down or up (X11 keysym). */
  key(keysym: number, isDown: boolean): void {
    if (!isDown) {
      this.#held.delete(keysym);
      return;
    }
    this.#held.add(keysym);
    this.#press(keysym);
    this.#repaint();
  }

  /** Text from a serial line. */
  input(text: string): void {
    for (const character of text) {
      if (character === '\r' || character === '\n') this.#shell.enter();
      else if (character === '\b' || character === '\u007f') this.#shell.backspace();
      else this.#shell.type(character);
    }
    this.#repaint();
  }

  #holds(...keysyms: number[]): boolean {
    return keysyms.some((keysym) => this.#held.has(keysym));
  }

  #press(keysym: number): void {
    const control = this.#holds(KEYSYM.controlLeft, KEYSYM.controlRight);
    const alt = this.#holds(KEYSYM.altLeft, KEYSYM.altRight);
    const character = characterOf(keysym);
    if (control && alt && keysym === KEYSYM.delete) this.#shell.controlAltDelete();
    else if (keysym === KEYSYM.enter || keysym === KEYSYM.keypadEnter) this.#shell.enter();
    else if (keysym === KEYSYM.backspace) this.#shell.backspace();
    else if (character !== undefined && !control && !alt) this.#shell.type(character);
  }

  #repaint(): void {
    this.#tick = 0;
    this.#change(() => {
      paintTerminal(this.framebuffer, this.terminal);
      paintCursor(this.framebuffer, this.terminal, true, this.#accent);
    });
  }

  #animate(): void {
    this.#tick += 1;
    const isLit = Math.floor(this.#tick / BLINK_TICKS) % 2 === 0;
    this.#change(() => {
      paintMotion(this.framebuffer, this.#accent);
      paintCursor(this.framebuffer, this.terminal, isLit, this.#accent);
    });
  }

  #change(draw: () => void): void {
    if (this.framebuffer.change(draw)) for (const watcher of this.#watchers) watcher();
  }
}
