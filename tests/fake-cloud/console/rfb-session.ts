import type { WebSocket } from 'ws';
import { ByteReader } from './byte-reader';
import type { Rect } from './framebuffer';
import { DEFAULT_FORMAT, formatBytes, parseFormat, rawPixels } from './pixel-format';
import type { Screen } from './screen';

const VERSION = 'RFB 003.008\n';
const SECURITY_NONE = 1;

/** Client message types, RFC 6143 section 7.5. */
const CLIENT = { setPixelFormat: 0, setEncodings: 2, updateRequest: 3, keyEvent: 4, pointerEvent: 5, cutText: 6 };

/** One viewer of one screen, spoken to in RFB 3.8 without a password (RFC 6143), with Raw rectangles only. */
export class RfbSession {
  readonly #socket: WebSocket;
  readonly #screen: Screen;
  readonly #name: string;
  readonly #reader = new ByteReader();
  #format = DEFAULT_FORMAT;
  /** the framebuffer's version that the viewer has seen */
  #seen = 0;
  #isWaiting = false;

  constructor(socket: WebSocket, screen: Screen, name: string) {
    this.#socket = socket;
    this.#screen = screen;
    this.#name = name;
    socket.on('message', (data: Buffer) => this.#reader.push(data));
    socket.on('close', () => this.#reader.close());
  }

  /** Speaks until the connection ends or the viewer says something that RFB does not know. */
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
    const { width, height } = this.#screen.framebuffer;
    const name = Buffer.from(this.#name, 'utf8');
    const head = Buffer.alloc(4);
    head.writeUInt16BE(width, 0);
    head.writeUInt16BE(height, 2);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(name.length, 0);
    this.#send(Buffer.concat([head, formatBytes(DEFAULT_FORMAT), length, name]));
  }

  async #message(): Promise<void> {
    const [type] = await this.#reader.take(1);
    switch (type) {
      case CLIENT.setPixelFormat:
        this.#format = parseFormat((await this.#reader.take(19)).subarray(3));
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
    this.#screen.clipboard = (await this.#reader.take(length)).toString('latin1');
  }

  #request(bytes: Buffer): void {
    if (bytes.readUInt8(0) === 0) this.#seen = 0;
    this.#isWaiting = true;
    this.#flush();
  }

  #flush(): void {
    if (!this.#isWaiting) return;
    const { framebuffer } = this.#screen;
    const rects = framebuffer.changesSince(this.#seen);
    if (rects.length === 0) return;
    this.#isWaiting = false;
    this.#seen = framebuffer.version;
    const head = Buffer.alloc(4);
    head.writeUInt16BE(rects.length, 2);
    this.#send(Buffer.concat([head, ...rects.flatMap((rect) => this.#rectangle(rect))]));
  }

  #rectangle(rect: Rect): Buffer[] {
    const head = Buffer.alloc(12);
    head.writeUInt16BE(rect.x, 0);
    head.writeUInt16BE(rect.y, 2);
    head.writeUInt16BE(rect.width, 4);
    head.writeUInt16BE(rect.height, 6);
    return [head, rawPixels(this.#screen.framebuffer, rect, this.#format)];
  }

  #send(bytes: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(bytes);
  }
}
