import { expect, type Page } from '@playwright/test';

/** The number of pixels of the page's largest canvas that differ from its most common colour; 0 without a canvas. */
export function drawnPixels(page: Page): Promise<number> {
  return page.evaluate(countDrawnPixels);
}

/** Waits until a console's screen shows a picture with more than this many drawn pixels. */
export async function expectPicture(page: Page, pixels = 500): Promise<void> {
  await expect
    .poll(() => drawnPixels(page), { message: 'the screen shows a picture', timeout: 20_000 })
    .toBeGreaterThan(pixels);
}

/** Runs in the page, without access to this module. */
export function countDrawnPixels(): number {
  const canvases = [...document.querySelectorAll('canvas')].sort((a, b) => b.width * b.height - a.width * a.height);
  const canvas = canvases[0];
  const context = canvas?.getContext('2d');
  if (!canvas || !context || canvas.width === 0 || canvas.height === 0) return 0;
  const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  return pixels.length - Math.max(...counts.values());
}
