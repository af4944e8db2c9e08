import { type Chromium, extensionPage } from './chromium';

/**
 * Stops the extension's service worker as the browser does when it is idle, and waits for that. The next
 * event or message starts a new one. Needs an open page of the extension.
 */
export async function killWorker(chromium: Chromium): Promise<void> {
  const session = await chromium.context.newCDPSession(extensionPage(chromium));
  // A waiting page restarts it at once, so its state is observed during the stop.
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
