import type { Chromium } from './chromium';

/** Where something can be left behind, and so where a word is planted, to see that it would be found there. */
export const PLACES = ['local', 'session', 'sync', 'indexedDB', 'localStorage', 'heap', 'log', 'message'] as const;

/** The word that is planted in a place: as long as a password, and found nowhere by itself. */
export const plantedIn = (place: (typeof PLACES)[number] | 'workerLog'): string => `planted-${place}-9c41e7`;

/** Plants a word in each place of the extension, by means of a page of its own; `tabUrl`: the tab that is sent a message. */
export async function plant(chromium: Chromium, tabUrl: string): Promise<void> {
  const origin = `chrome-extension://${chromium.extensionId}/`;
  const page = chromium.context.pages().find((open) => open.url().startsWith(origin));
  if (page === undefined) throw new Error('No page of the extension is open.');
  const words = Object.fromEntries(PLACES.map((place) => [place, plantedIn(place)]));
  await page.evaluate(
    async ([planted, url]) => {
      for (const area of ['local', 'session', 'sync'] as const)
        await chrome.storage[area].set({ planted: { word: planted[area] } });
      localStorage.setItem('planted', planted.localStorage ?? '');
      await new Promise<void>((done, fail) => {
        const opening = indexedDB.open('planted');
        opening.onupgradeneeded = () => void opening.result.createObjectStore('planted').add(planted.indexedDB, 'word');
        opening.onsuccess = () => done();
        opening.onerror = () => fail(opening.error);
      });
      console.warn(planted.log);
      const tab = (await chrome.tabs.query({})).find((open) => open.url === url);
      if (tab?.id !== undefined) await chrome.tabs.sendMessage(tab.id, planted.message).catch(() => undefined);
    },
    [words, tabUrl] as const,
  );
  // The worker is another one than at the start by now.
  const worker = chromium.context.serviceWorkers().at(-1);
  if (worker === undefined) throw new Error('The worker does not run.');
  await worker.evaluate(
    ([word, line]) => {
      (globalThis as { planted?: unknown }).planted = { word };
      console.warn(line);
    },
    [plantedIn('heap'), plantedIn('workerLog')] as const,
  );
}
