/** `name`: key of `settings.color` in the locales. */
export const SWATCHES = [
  { name: 'blue', color: '#2563eb' },
  { name: 'teal', color: '#0b7a7a' },
  { name: 'green', color: '#217a3f' },
  { name: 'amber', color: '#e09b1a' },
  { name: 'red', color: '#c93434' },
  { name: 'pink', color: '#c02f7d' },
  { name: 'violet', color: '#6d4aed' },
  { name: 'slate', color: '#56637a' },
] as const;

/** CSS variables of a `#rrggbb` color; `--cloud-depth` is mixed into it on hover. */
export function cloudStyle(color: string): Record<string, string> {
  const textColor = textColorOn(color);
  return {
    '--cloud': color,
    '--cloud-ink': textColor,
    '--cloud-depth': textColor === '#000000' ? '#ffffff' : '#000000',
  };
}

/** The text color with more contrast (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
export function textColorOn(color: string): '#000000' | '#ffffff' {
  const luminance = luminanceOf(color);
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff';
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
