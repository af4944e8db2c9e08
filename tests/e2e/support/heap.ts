import type { CDPSession } from '@playwright/test';
import type { Chromium } from './chromium';

/**
 * The JavaScript memory of the extension's worker and open pages, as text: the strings that are
 * reachable after a garbage collection, each up to its first 1024 characters; without input fields and
 * freed memory.
 *
 * @param whose the worker has the secrets in use; pages must never have them
 * Source: https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/#method-takeHeapSnapshot
 */
export async function heapOf(
  chromium: Chromium,
  whose: 'worker and pages' | 'pages' = 'worker and pages',
): Promise<string> {
  const origin = `chrome-extension://${chromium.extensionId}/`;
  const browser = chromium.context.browser();
  if (browser === null) throw new Error('The browser has no debugger.');
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const extensionTargets = targetInfos.filter(({ url }) => url.startsWith(origin));
  const worker = extensionTargets.filter(({ type }) => type === 'service_worker' && whose === 'worker and pages');
  const pages = extensionTargets.filter(({ type }) => type === 'page');
  if (whose === 'worker and pages' && worker.length === 0) throw new Error('The worker does not run.');
  const targets = [...worker, ...pages];
  const heaps: string[] = [];
  for (const { targetId } of targets) heaps.push(await snapshotOf(session, targetId));
  await session.detach();
  return heaps.join('\n');
}

/** Through the browser's session: Playwright has no session for workers. */
async function snapshotOf(browser: CDPSession, targetId: string): Promise<string> {
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
  const chunks: string[] = [];
  const done = new Promise<void>((resolve, reject) => {
    const listen = (event: { sessionId: string; message: string }) => {
      if (event.sessionId !== sessionId) return;
      const { id, method, params, error } = JSON.parse(event.message);
      if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(params.chunk);
      if (id !== 1) return;
      browser.off('Target.receivedMessageFromTarget', listen);
      if (error === undefined) resolve();
      else reject(new Error(error.message));
    };
    browser.on('Target.receivedMessageFromTarget', listen);
  });
  const message = JSON.stringify({ id: 1, method: 'HeapProfiler.takeHeapSnapshot', params: {} });
  await browser.send('Target.sendMessageToTarget', { sessionId, message });
  await done;
  await browser.send('Target.detachFromTarget', { sessionId });
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] };
  return strings.join('\n');
}
