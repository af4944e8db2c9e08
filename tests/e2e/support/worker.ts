import type { Chromium } from './chromium';

/**
 * Ends the extension's service worker as the browser does when it idles, and waits until it has stopped. The next
 * event or message starts a new one. A page of the extension has to be open: the worker is ended from there.
 */
export async function killWorker(chromium: Chromium): Promise<void> {
  const origin = `chrome-extension://${chromium.extensionId}/`;
  const page = chromium.context.pages().find((open) => open.url().startsWith(origin));
  if (page === undefined) throw new Error('No page of the extension is open.');
  const session = await chromium.context.newCDPSession(page);
  // Whoever was waiting for the worker starts it again at once, so its state is watched, not asked for afterwards.
  const stopped = new Promise<void>((done) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) done();
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await session.detach();
}
