/**
 * A bitmap font drawn for this screen: glyphs of 5 columns and up to 9 rows (7 above the base line, 2 below).
 * One character a row, base 32: its five bits are the row's pixels, the highest one leftmost.
 */
const GLYPHS: Record<string, string> = {
  ' ': '',
  '!': '4444404',
  '"': 'aaa',
  '#': 'aavavaa',
  $: '4fke5u4',
  '%': 'op248j3',
  '&': 'cik8lid',
  "'": '444',
  '(': '2488842',
  ')': '8422248',
  '*': '04lel4',
  '+': '044v44',
  ',': '00000cc48',
  '-': '000v',
  '.': '00000cc',
  '/': '01248g',
  0: 'ehjlphe',
  1: '4c4444e',
  2: 'eh1248v',
  3: 'v2421he',
  4: '26aiv22',
  5: 'vgu11he',
  6: '68guhhe',
  7: 'v124888',
  8: 'ehhehhe',
  9: 'ehhf12c',
  ':': '0cc00cc',
  ';': '0cc00cc48',
  '<': '248g842',
  '=': '00v0v',
  '>': '8421248',
  '?': 'eh12404',
  '@': 'eh1dlle',
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'sihhhis',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hhpljhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hhha444',
  Z: 'v1248gv',
  '[': 'e88888e',
  '\\': '0g8421',
  ']': 'e22222e',
  '^': '4ah',
  _: '0000000v',
  '`': '842',
  a: '00e1fhf',
  b: 'ggmphhu',
  c: '00egghe',
  d: '11djhhf',
  e: '00ehvge',
  f: '698s888',
  g: '00fhhhf1e',
  h: 'ggmphhh',
  i: '40c444e',
  j: '2062222ic',
  k: 'ggikoki',
  l: 'c44444e',
  m: '00qllhh',
  n: '00mphhh',
  o: '00ehhhe',
  p: '00mphhugg',
  q: '00djhhf11',
  r: '00mpggg',
  s: '00fge1u',
  t: '88s8896',
  u: '00hhhjd',
  v: '00hhha4',
  w: '00hhlla',
  x: '00ha4ah',
  y: '00hhhf1e',
  z: '00v248v',
  '{': '2448442',
  '|': '4444444',
  '}': '8442448',
  '~': '008l2',
  '·': '000cc',
  '…': '000000l',
  '°': '4a4',
  '→': '0042v24',
};

/** What stands for a character that the font does not have: a crossed box. */
const MISSING = 'vhjlphv';

/** Columns and rows of one character cell, the gap to its neighbours included. */
export const CELL = { width: 6, height: 10 };

/** The lit pixels of a character: `CELL.height` rows of `CELL.width` booleans. */
export function glyphBits(character: string): boolean[][] {
  const rows = GLYPHS[character] ?? MISSING;
  return Array.from({ length: CELL.height }, (_, y) => {
    const bits = Number.parseInt(rows[y] ?? '0', 32);
    return Array.from({ length: CELL.width }, (__, x) => x < 5 && (bits & (16 >> x)) !== 0);
  });
}

/** Text in characters that the font has where it can be: accents are taken off, control characters but `\n` become spaces. */
export function drawable(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[“”]/g, '"')
    .replace(/(?!\n)\p{C}/gu, ' ');
  return [...plain].map((character) => (character === '\n' || character in GLYPHS ? character : '\uFFFD')).join('');
}
