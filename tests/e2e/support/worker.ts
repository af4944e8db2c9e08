import { expect } from '@playwright/test';
import type { Chromium } from './chromium';

/** Ends the extension's service worker as the browser does when it idles, and waits until it is gone. */
export async function killWorker(chromium: Chromium): Promise<void> {
  const browser = chromium.context.browser();
  if (browser === null) throw new Error('The browser has no debugger to end the worker with.');
  const session = await browser.newBrowserCDPSession();
  const workers = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.filter(
      ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${chromium.extensionId}/`),
    );
  };
  const [worker] = await workers();
  if (worker === undefined) return;
  await session.send('Target.closeTarget', { targetId: worker.targetId });
  // Another may have started by then, woken by an event: only the one we ended has to be gone.
  await expect.poll(async () => (await workers()).some(({ targetId }) => targetId === worker.targetId)).toBe(false);
  await session.detach();
}
