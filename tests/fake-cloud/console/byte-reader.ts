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
