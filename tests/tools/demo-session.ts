import type { Chromium } from '@/tests/e2e/support/chromium';
import { consentTo } from '@/tests/e2e/support/host-access';
import { addCloud, demoForm } from '@/tests/e2e/support/journey';
import type { SettingsPageObject } from '@/tests/e2e/support/settings-page';
import type { FakeCloud } from '@/tests/fake-cloud';

/** Whether a browser can open a window here. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Adds the fake cloud on the settings page, as a user would who allows the browser's question. */
export async function addDemoCloud(chromium: Chromium, cloud: FakeCloud): Promise<SettingsPageObject> {
  await consentTo(chromium, 'http://127.0.0.1/*');
  return addCloud(chromium, demoForm(cloud));
}

/** Waits until the user closes the browser or presses Ctrl+C, then closes it. */
export async function untilClosed(chromium: Chromium): Promise<void> {
  const closed = new Promise<void>((done) => chromium.context.once('close', () => done()));
  const interrupted = new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await Promise.race([closed, interrupted]);
  await chromium.close();
}
