import type { Page } from '@playwright/test';
import type { Chromium } from './chromium';

/**
 * Sends messages as the content script in a page does, from its own world, which no page can reach.
 * @returns the answers as text, and nothing for what the browser itself refused.
 */
export async function sendAsContentScript(
  chromium: Chromium,
  page: Page,
  messages: { type: string; data: unknown }[],
): Promise<string[]> {
  const session = await chromium.context.newCDPSession(page);
  const world = new Promise<number>((found) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === `chrome-extension://${chromium.extensionId}`) found(context.id);
    });
  });
  await session.send('Runtime.enable');
  const { result } = await session.send('Runtime.evaluate', {
    contextId: await world,
    awaitPromise: true,
    returnByValue: true,
    expression: `(async () => {
      const answers = [];
      for (const { type, data } of ${JSON.stringify(messages)})
        answers.push(JSON.stringify(await chrome.runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() })));
      return answers;
    })()`,
  });
  await session.detach();
  return result.value as string[];
}
