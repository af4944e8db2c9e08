import { type Desktop, startDesktop } from './desktop';
import { test as base } from './fixtures';

/** As the other tests, but with a window on a virtual display. */
export const test = base.extend<{ desktop: Desktop; screenSize: string }>({
  screenSize: ['1280x900', { option: true }],
  desktop: async ({ screenSize }, use) => {
    const desktop = await startDesktop(screenSize);
    await use(desktop);
    await desktop.close();
  },
  window: async ({ desktop }, use) => use({ headless: false, env: { DISPLAY: desktop.display } }),
});

export { expect } from './fixtures';
