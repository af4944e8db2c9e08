import { createHash } from 'node:crypto';
import { hsl } from './framebuffer';

/** Colours of the screen, `0xRRGGBB`. */
export const COLOURS = {
  background: 0x0d1117,
  panel: 0x161b22,
  line: 0x2b323b,
  text: 0xd6dee7,
  bright: 0xffffff,
  muted: 0x7d8792,
  green: 0x56d364,
  blue: 0x79b8ff,
  amber: 0xe3b341,
  red: 0xff7b72,
};

/** A colour of each server's own, so that two screens are told apart at a glance. */
export function accentOf(serverId: string): number {
  const hue = createHash('sha1').update(serverId).digest().readUInt16BE(0) % 360;
  return hsl(hue, 0.75, 0.62);
}
