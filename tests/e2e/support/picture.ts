import { expect, type Page } from '@playwright/test';

/** How many pixels of the page's largest canvas differ from its most common colour; 0 where there is none. */
export function drawnPixels(page: Page): Promise<number> {
  return page.evaluate(countDrawnPixels);
}

/** Waits until a console's screen shows a picture: text on it is at least this many pixels. */
export async function expectPicture(page: Page, pixels = 500): Promise<void> {
  await expect
    .poll(() => drawnPixels(page), { message: 'the screen shows a picture', timeout: 20_000 })
    .toBeGreaterThan(pixels);
}

/** Runs inside the page, so it can use nothing from outside. */
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
