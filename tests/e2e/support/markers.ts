import { type Chromium, extensionPage } from './chromium';

/** The places that are searched for secrets. A marker in each proves that the search finds text there. */
export const PLACES = ['local', 'session', 'sync', 'indexedDB', 'localStorage', 'heap', 'log', 'message'] as const;

/** The marker of a place, as long as a password. */
export const markerIn = (place: (typeof PLACES)[number] | 'workerLog'): string => `marker-${place}-9c41e7`;

/** Writes a marker to each place, from a page of the extension; `tabUrl`: the tab that gets one in a message. */
export async function writeMarkers(chromium: Chromium, tabUrl: string): Promise<void> {
  const words = Object.fromEntries(PLACES.map((place) => [place, markerIn(place)]));
  await extensionPage(chromium).evaluate(
    async ([marker, url]) => {
      for (const area of ['local', 'session', 'sync'] as const)
        await chrome.storage[area].set({ marker: { word: marker[area] } });
      localStorage.setItem('marker', marker.localStorage ?? '');
      await new Promise<void>((done, fail) => {
        const opening = indexedDB.open('marker');
        opening.onupgradeneeded = () => void opening.result.createObjectStore('marker').add(marker.indexedDB, 'word');
        opening.onsuccess = () => done();
        opening.onerror = () => fail(opening.error);
      });
      console.warn(marker.log);
      const tab = (await chrome.tabs.query({})).find((open) => open.url === url);
      if (tab?.id !== undefined) await chrome.tabs.sendMessage(tab.id, marker.message).catch(() => undefined);
    },
    [words, tabUrl] as const,
  );
  // The worker may be a new one by now.
  const worker = chromium.context.serviceWorkers().at(-1);
  if (worker === undefined) throw new Error('The worker does not run.');
  await worker.evaluate(
    ([word, line]) => {
      (globalThis as { marker?: unknown }).marker = { word };
      console.warn(line);
    },
    [markerIn('heap'), markerIn('workerLog')] as const,
  );
}
