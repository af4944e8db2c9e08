/** Where the three colours are in a pixel of 32 bits. RFC 6143, section 7.4. */
export interface PixelFormat {
  bigEndian: boolean;
  redShift: number;
  greenShift: number;
  blueShift: number;
}

/** `0x00RRGGBB`, little endian: what the server offers. */
export const DEFAULT_FORMAT: PixelFormat = { bigEndian: false, redShift: 16, greenShift: 8, blueShift: 0 };

/** The 16 bytes of `DEFAULT_FORMAT`: 32 bits, depth 24, true colour, 255 at most of each colour. */
export const DEFAULT_FORMAT_BYTES = Buffer.from([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]);

/** Reads those 16 bytes. Throws on other than 32 bits of true colour. */
export function parseFormat(bytes: Buffer): PixelFormat {
  const isKnown = bytes[0] === 32 && bytes[3] !== 0 && [4, 6, 8].every((at) => bytes.readUInt16BE(at) === 255);
  if (!isKnown) throw new Error('pixel format not supported');
  return {
    bigEndian: bytes[2] !== 0,
    redShift: bytes.readUInt8(10),
    greenShift: bytes.readUInt8(11),
    blueShift: bytes.readUInt8(12),
  };
}

/** Pixels of `0xRRGGBB` in that format (the Raw encoding). */
export function rawPixels(pixels: Uint32Array, format: PixelFormat): Buffer {
  const out = Buffer.allocUnsafe(pixels.length * 4);
  pixels.forEach((colour, at) => {
    const red = (colour >> 16) << format.redShift;
    const green = ((colour >> 8) & 255) << format.greenShift;
    const value = (red | green | ((colour & 255) << format.blueShift)) >>> 0;
    if (format.bigEndian) out.writeUInt32BE(value, at * 4);
    else out.writeUInt32LE(value, at * 4);
  });
  return out;
}
