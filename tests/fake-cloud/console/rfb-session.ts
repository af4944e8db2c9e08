import type { WebSocket } from 'ws';
import type { Screen } from './screen';

const VERSION = 'RFB 003.008\n';
const SECURITY_NONE = 1;
const RAW = 0;

/** `0x00BBGGRR`, little endian: 32 bits, depth 24, true colour, 255 at most of each colour. RFC 6143, section 7.4. */
const PIXEL_FORMAT = Buffer.from([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 0, 8, 16, 0, 0, 0]);

/** Client message types, RFC 6143 section 7.5. */
const CLIENT = { setPixelFormat: 0, setEncodings: 2, updateRequest: 3, keyEvent: 4, pointerEvent: 5, cutText: 6 };

/** One viewer of one screen: RFB 3.8 (RFC 6143) without a password, with Raw rectangles only. */
export class RfbSession {
  readonly #socket: WebSocket;
  readonly #screen: Screen;
  readonly #name: string;
  readonly #reader = new ByteReader();
  /** the pixels that the viewer has; null: none yet */
  #sent: Uint32Array | null = null;
  #isWaiting = false;

  constructor(socket: WebSocket, screen: Screen, name: string) {
    this.#socket = socket;
    this.#screen = screen;
    this.#name = name;
    socket.on('message', (data: Buffer) => this.#reader.push(data));
    socket.on('close', () => this.#reader.close());
  }

  /** Runs until the connection ends, or the viewer sends what RFB does not know. */
  async run(): Promise<void> {
    let unwatch: (() => void) | undefined;
    try {
      await this.#handshake();
      unwatch = this.#screen.watch(() => this.#flush());
      while (this.#socket.readyState === this.#socket.OPEN) await this.#message();
    } catch {
      this.#socket.terminate();
    } finally {
      unwatch?.();
    }
  }

  async #handshake(): Promise<void> {
    this.#send(Buffer.from(VERSION));
    const version = (await this.#reader.take(VERSION.length)).toString('latin1');
    if (version !== VERSION) throw new Error(`unknown version ${version}`);
    this.#send(Buffer.from([1, SECURITY_NONE]));
    const [security] = await this.#reader.take(1);
    if (security !== SECURITY_NONE) throw new Error('unknown security type');
    this.#send(Buffer.alloc(4));
    await this.#reader.take(1);
    const name = Buffer.from(this.#name, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(name.length);
    const size = numbers(this.#screen.width, this.#screen.height);
    this.#send(Buffer.concat([size, PIXEL_FORMAT, length, name]));
  }

  async #message(): Promise<void> {
    const [type] = await this.#reader.take(1);
    switch (type) {
      case CLIENT.setPixelFormat:
        // noVNC asks for the format that it is offered.
        await this.#reader.take(19);
        return;
      case CLIENT.setEncodings:
        await this.#reader.take((await this.#reader.take(3)).readUInt16BE(1) * 4);
        return;
      case CLIENT.updateRequest:
        return this.#request(await this.#reader.take(9));
      case CLIENT.keyEvent: {
        const bytes = await this.#reader.take(7);
        return this.#screen.key(bytes.readUInt32BE(3), bytes.readUInt8(0) !== 0);
      }
      case CLIENT.pointerEvent:
        await this.#reader.take(5);
        return;
      case CLIENT.cutText:
        return this.#cutText();
      default:
        throw new Error(`unknown message ${type}`);
    }
  }

  async #cutText(): Promise<void> {
    // A negative length marks the extended clipboard, which this server does not announce.
    const length = Math.abs((await this.#reader.take(7)).readInt32BE(3));
    await this.#reader.take(length);
  }

  #request(bytes: Buffer): void {
    if (bytes.readUInt8(0) === 0) this.#sent = null;
    this.#isWaiting = true;
    this.#flush();
  }

  /** Answers the request for an update once there is a change. */
  #flush(): void {
    if (!this.#isWaiting) return;
    const { pixels, width } = this.#screen;
    const bands = this.#changedBands();
    if (bands.length === 0) return;
    this.#isWaiting = false;
    this.#sent = pixels.slice();
    const sent = this.#sent;
    const rectangles = bands.flatMap(({ top, bottom }) => [
      numbers(0, top, width, bottom - top, 0, RAW),
      rowsOf(sent, top, bottom, width),
    ]);
    this.#send(Buffer.concat([numbers(0, bands.length), ...rectangles]));
  }

  /** The rows that differ from what the viewer has, neighbours in one band. */
  #changedBands(): { top: number; bottom: number }[] {
    const { pixels, width, height } = this.#screen;
    const bands: { top: number; bottom: number }[] = [];
    for (let row = 0; row < height; row += 1) {
      if (this.#sent !== null && rowsOf(pixels, row, row + 1, width).equals(rowsOf(this.#sent, row, row + 1, width)))
        continue;
      const last = bands.at(-1);
      if (last?.bottom === row) last.bottom += 1;
      else bands.push({ top: row, bottom: row + 1 });
    }
    return bands;
  }

  #send(bytes: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(bytes);
  }
}

/** Numbers of two bytes each. */
function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => void bytes.writeUInt16BE(value, at * 2));
  return bytes;
}

function rowsOf(pixels: Uint32Array, top: number, bottom: number, width: number): Buffer {
  return Buffer.from(pixels.buffer, top * width * 4, (bottom - top) * width * 4);
}

/** Reads a stream of bytes in the lengths asked for, however it arrives. */
export class ByteReader {
  #buffer: Buffer = Buffer.alloc(0);
  #isClosed = false;
  #waiting: { length: number; resolve: (bytes: Buffer) => void; reject: (error: Error) => void } | undefined;

  push(bytes: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? bytes : Buffer.concat([this.#buffer, bytes]);
    this.#serve();
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting?.reject(new Error('the connection is closed'));
    this.#waiting = undefined;
  }

  /** The next `length` bytes; rejects when the connection ends before. One caller at a time. */
  take(length: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new Error('the connection is closed'));
      this.#waiting = { length, resolve, reject };
      this.#serve();
    });
  }

  #serve(): void {
    const waiting = this.#waiting;
    if (!waiting || this.#buffer.length < waiting.length) return;
    this.#waiting = undefined;
    const bytes = this.#buffer.subarray(0, waiting.length);
    this.#buffer = this.#buffer.subarray(waiting.length);
    waiting.resolve(bytes);
  }
}
