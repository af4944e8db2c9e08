import type { Framebuffer, Rect } from './framebuffer';

/** How a viewer wants its pixels. RFC 6143, section 7.4. True colour only. */
export interface PixelFormat {
  bytes: 1 | 2 | 4;
  bigEndian: boolean;
  redMax: number;
  greenMax: number;
  blueMax: number;
  redShift: number;
  greenShift: number;
  blueShift: number;
}

/** 32 bits, `0x00RRGGBB`, little endian: what ServerInit offers. */
export const DEFAULT_FORMAT: PixelFormat = {
  bytes: 4,
  bigEndian: false,
  redMax: 255,
  greenMax: 255,
  blueMax: 255,
  redShift: 16,
  greenShift: 8,
  blueShift: 0,
};

/** The 16 bytes that describe a format. */
export function formatBytes(format: PixelFormat): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt8(format.bytes * 8, 0);
  bytes.writeUInt8(24, 1);
  bytes.writeUInt8(format.bigEndian ? 1 : 0, 2);
  bytes.writeUInt8(1, 3);
  bytes.writeUInt16BE(format.redMax, 4);
  bytes.writeUInt16BE(format.greenMax, 6);
  bytes.writeUInt16BE(format.blueMax, 8);
  bytes.writeUInt8(format.redShift, 10);
  bytes.writeUInt8(format.greenShift, 11);
  bytes.writeUInt8(format.blueShift, 12);
  return bytes;
}

/** Reads those 16 bytes. Throws on colour maps and odd sizes. */
export function parseFormat(bytes: Buffer): PixelFormat {
  const size = bytes.readUInt8(0) / 8;
  if ((size !== 1 && size !== 2 && size !== 4) || bytes.readUInt8(3) === 0)
    throw new Error('pixel format not supported');
  return {
    bytes: size,
    bigEndian: bytes.readUInt8(2) !== 0,
    redMax: bytes.readUInt16BE(4),
    greenMax: bytes.readUInt16BE(6),
    blueMax: bytes.readUInt16BE(8),
    redShift: bytes.readUInt8(10),
    greenShift: bytes.readUInt8(11),
    blueShift: bytes.readUInt8(12),
  };
}

function channelTable(max: number, shift: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, value) => (Math.round((value * max) / 255) << shift) >>> 0);
}

/** A rectangle's pixels in that format, row by row (the Raw encoding). */
export function rawPixels(framebuffer: Framebuffer, rect: Rect, format: PixelFormat): Buffer {
  const out = Buffer.allocUnsafe(rect.width * rect.height * format.bytes);
  const red = channelTable(format.redMax, format.redShift);
  const green = channelTable(format.greenMax, format.greenShift);
  const blue = channelTable(format.blueMax, format.blueShift);
  let offset = 0;
  for (let y = rect.y; y < rect.y + rect.height; y += 1) {
    for (let x = rect.x; x < rect.x + rect.width; x += 1) {
      const colour = framebuffer.pixels[y * framebuffer.width + x] ?? 0;
      const value = ((red[colour >> 16] ?? 0) | (green[(colour >> 8) & 255] ?? 0) | (blue[colour & 255] ?? 0)) >>> 0;
      if (format.bytes === 1) out[offset] = value;
      else if (format.bigEndian) out.writeUIntBE(value, offset, format.bytes);
      else out.writeUIntLE(value, offset, format.bytes);
      offset += format.bytes;
    }
  }
  return out;
}
