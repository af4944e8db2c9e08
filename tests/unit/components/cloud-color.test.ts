import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cloudStyle, SWATCHES, textColorOn } from '@/components/cloud-color';

/** Contrast ratio (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
function contrast(color: string, ink: string): number {
  const light = luminance(color);
  const dark = luminance(ink);
  return (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
}

function luminance(color: string): number {
  const linear = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
}

it('text on any colour can be read (WCAG AA)', () => {
  const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(fc.property(color, (value) => contrast(value, textColorOn(value)) >= 4.5));
  expect(textColorOn('#ffffff')).toBe('#000000');
  expect(textColorOn('#000000')).toBe('#ffffff');
});

it('a button under the pointer has more contrast with its text', () => {
  for (const { color } of SWATCHES) {
    const style = cloudStyle(color);
    expect(style['--cloud-depth']).not.toBe(style['--cloud-ink']);
  }
});
