import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A virtual display with a window manager. */
export interface Desktop {
  /** such as `:99` */
  display: string;
  /** presses keys in the window that has the focus, such as `alt+shift+c` */
  press(keys: string): void;
  /** clicks at a point of the screen */
  click(x: number, y: number): void;
  /** mean brightness, 0 to 255, of the browser's tabs and toolbar; they darken under a prompt */
  brightness(): Promise<number>;
  close(): Promise<void>;
}

/** Height of the tabs and the toolbar in pixels. */
const FRAME_ROWS = 60;

/** Starts a virtual display of this size in pixels, such as `1280x900`. Needs Xvfb, openbox and xdotool. */
export async function startDesktop(size: string): Promise<Desktop> {
  const memory = await mkdtemp(join(tmpdir(), 'display-'));
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-fbdir', memory], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = `:${await firstLine(server.stdio[3] as Readable)}`;
  const env = { ...process.env, DISPLAY: display };
  const manager = spawn('openbox', { env, stdio: 'ignore' });
  return {
    display,
    press: (keys) => void execFileSync('xdotool', ['key', '--clearmodifiers', keys], { env }),
    click: (x, y) => void execFileSync('xdotool', ['mousemove', `${x}`, `${y}`, 'click', '1'], { env }),
    brightness: async () => frameBrightness(await readFile(join(memory, 'Xvfb_screen0'))),
    async close() {
      for (const child of [manager, server]) await end(child);
      await rm(memory, { recursive: true, force: true });
    },
  };
}

/** Mean brightness of an X window dump: its header has 32-bit numbers, big endian; a pixel has 4 bytes. */
function frameBrightness(dump: Buffer): number {
  const headerBytes = dump.readUInt32BE(0);
  const bytesPerRow = dump.readUInt32BE(12 * 4);
  const colourBytes = dump.readUInt32BE(19 * 4) * 12;
  const start = headerBytes + colourBytes;
  const rows = dump.subarray(start, start + FRAME_ROWS * bytesPerRow);
  // The unused fourth byte is 0 or 255 in the whole picture.
  return rows.reduce((total, byte) => total + byte, 0) / rows.length;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  while (!text.includes('\n')) {
    const [chunk] = (await once(stream, 'data')) as [Buffer];
    text += chunk.toString();
  }
  return text.trim();
}
