/**
 * The printable ASCII characters from `!` to `~`, 5 pixels wide. One letter is one row, top to bottom, as a number in
 * base 32 whose highest bit is the leftmost pixel.
 */
const GLYPHS =
  `4444404 aaa aavavaa 4fke5u4 op248j3 cik8lid 444 2488842 8422248 04lel4 044v44 00000cc48 000v 00000cc 01248g
ehjlphe 4c4444e eh1248v v2421he 26aiv22 vgu11he 68guhhe v124888 ehhehhe ehhf12c 0cc00cc 0cc00cc48 248g842 00v0v 8421248
eh12404 eh1dlle ehhvhhh uhhuhhu ehggghe sihhhis vgguggv vgguggg ehgnhhf hhhvhhh e44444e 72222ic hikokih ggggggv hrllhhh
hhpljhh ehhhhhe uhhuggg ehhhlid uhhukih fgge11u v444444 hhhhhhe hhhhha4 hhhllla hha4ahh hhha444 v1248gv e88888e 0g8421
e22222e 4ah 0000000v 842 00e1fhf ggmphhu 00egghe 11djhhf 00ehvge 698s888 00fhhhf1e ggmphhh 40c444e 2062222ic ggikoki
c44444e 00qllhh 00mphhh 00ehhhe 00mphhugg 00djhhf11 00mpggg 00fge1u 88s8896 00hhhjd 00hhha4 00hhlla 00ha4ah 00hhhf1e
00v248v 2448442 4444444 8442448 008l2`.split(/\s/);
/** Any other character: a crossed box. */
const MISSING = 'vhjlphv';

/** One character with the gap to its neighbours, in pixels of the font. */
export const CELL = { width: 6, height: 10 };

/** The lit pixels of a character. */
export function glyphPixels(character: string): { x: number; y: number }[] {
  const rows = character === ' ' ? '' : (GLYPHS[(character.codePointAt(0) ?? 0) - '!'.charCodeAt(0)] ?? MISSING);
  return [...rows].flatMap((row, y) =>
    [0, 1, 2, 3, 4].filter((x) => Number.parseInt(row, 32) & (16 >> x)).map((x) => ({ x, y })),
  );
}
