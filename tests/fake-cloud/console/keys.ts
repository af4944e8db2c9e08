/** X11 keysyms that are no characters. Source: X11/keysymdef.h. */
export const KEYSYM = {
  backspace: 0xff08,
  enter: 0xff0d,
  keypadEnter: 0xff8d,
  delete: 0xffff,
  controlLeft: 0xffe3,
  controlRight: 0xffe4,
  altLeft: 0xffe9,
  altRight: 0xffea,
} as const;

/** The character of a keysym: Latin-1 is its own, other Unicode has 0x01000000 added. Undefined: a key without one. */
export function characterOf(keysym: number): string | undefined {
  if (keysym === KEYSYM.enter || keysym === KEYSYM.keypadEnter) return '\n';
  if (keysym === KEYSYM.backspace) return '\b';
  if ((keysym >= 0x20 && keysym <= 0x7e) || (keysym >= 0xa0 && keysym <= 0xff)) return String.fromCodePoint(keysym);
  if (keysym >= 0x01000100 && keysym <= 0x0110ffff) return String.fromCodePoint(keysym - 0x01000000);
  return undefined;
}
