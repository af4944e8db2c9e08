import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A display of its own, with a window manager, whose keyboard this process has. */
export interface Desktop {
  /** such as `:99` */
  display: string;
  /** presses keys in the window that has the focus, such as `alt+shift+c` */
  press(keys: string): void;
  /** how many windows can be seen; a browser's prompt is one of its own */
  windows(): number;
  close(): void;
}

/** Starts a virtual display of that size in pixels, such as `1280x900`. Needs Xvfb, openbox and xdotool. */
export async function startDesktop(size: string): Promise<Desktop> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = `:${await firstLine(server.stdio[3] as Readable)}`;
  const env = { ...process.env, DISPLAY: display };
  const manager = spawn('openbox', { env, stdio: 'ignore' });
  const xdotool = (...args: string[]) => execFileSync('xdotool', args, { env, encoding: 'utf8' });
  return {
    display,
    press: (keys) => void xdotool('key', '--clearmodifiers', keys),
    windows: () => {
      try {
        return xdotool('search', '--onlyvisible', '--class', '.').trim().split('\n').length;
      } catch {
        // It ends with 1 where it finds none.
        return 0;
      }
    },
    close() {
      for (const child of [manager, server] satisfies ChildProcess[]) child.kill();
    },
  };
}

async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  while (!text.includes('\n')) {
    const [chunk] = (await once(stream, 'data')) as [Buffer];
    text += chunk.toString();
  }
  return text.trim();
}
