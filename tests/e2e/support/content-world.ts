import type { CDPSession, Page } from '@playwright/test';
import type { Chromium } from './chromium';

/** The content script's isolated world in a page. */
export interface ContentWorld {
  /** Evaluates an expression there; a promise is awaited. */
  run<T>(expression: string): Promise<T>;
  detach(): Promise<void>;
}

/** Waits for the content script's world. */
export async function contentWorld(chromium: Chromium, page: Page): Promise<ContentWorld> {
  const session: CDPSession = await chromium.context.newCDPSession(page);
  const world = new Promise<number>((found) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === `chrome-extension://${chromium.extensionId}`) found(context.id);
    });
  });
  await session.send('Runtime.enable');
  const contextId = await world;
  return {
    async run(expression) {
      const { result } = await session.send('Runtime.evaluate', {
        ...{ contextId, expression, awaitPromise: true, returnByValue: true },
      });
      return result.value;
    },
    detach: () => session.detach(),
  };
}

/** Sends messages as the content script does. @returns the answers as text */
export function sendAsContentScript(world: ContentWorld, messages: { name: string; data: unknown }[]) {
  return world.run<string[]>(`(async () => {
    const answers = [];
    for (const { name, data } of ${JSON.stringify(messages)})
      answers.push(JSON.stringify(await chrome.runtime.sendMessage({ name, data })));
    return answers;
  })()`);
}

/** Records, as text, the messages and answers that the content script receives from now on. */
export async function recordMessages(world: ContentWorld): Promise<() => Promise<string[]>> {
  await world.run(`(() => {
    globalThis.heard = [];
    const hear = (message) => void globalThis.heard.push(JSON.stringify(message));
    chrome.runtime.onMessage.addListener(hear);
    const send = chrome.runtime.sendMessage.bind(chrome.runtime);
    chrome.runtime.sendMessage = async (...message) => {
      const answer = await send(...message);
      hear(answer);
      return answer;
    };
  })()`);
  return () => world.run<string[]>('globalThis.heard');
}
