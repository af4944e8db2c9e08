import type { Chromium } from './chromium';

/**
 * Makes the browser grant access to this match pattern without its prompt when the extension asks for it.
 * Until it asks, it has no access.
 */
export async function consentTo(chromium: Chromium, pattern: string): Promise<void> {
  const page = await chromium.context.newPage();
  // Only this page has the API; its scripts are slow and not needed.
  await page.goto('chrome://extensions', { waitUntil: 'commit' });
  await page.evaluate(([id, host]) => chrome.developerPrivate.addHostPermission(id, host), [
    chromium.extensionId,
    pattern,
  ] as const);
  await page.close();
}

/**
 * Records each request for access by pages opened from now on; the browser answers them as before.
 *
 * @returns the match patterns of each request so far
 */
export async function watchRequests(chromium: Chromium): Promise<() => string[][]> {
  const requestedPatterns: string[][] = [];
  await chromium.context.exposeFunction('noteRequest', (origins: string[]) => void requestedPatterns.push(origins));
  await chromium.context.addInitScript(() => {
    const { permissions } = chrome;
    const request = permissions.request.bind(permissions);
    permissions.request = (requested) => {
      void (globalThis as unknown as { noteRequest(origins: string[]): Promise<void> }).noteRequest(requested.origins);
      return request(requested);
    };
  });
  return () => requestedPatterns;
}

/** Removes access, as on the browser's page of extensions. */
export async function withdrawAccess(chromium: Chromium, pattern: string): Promise<void> {
  const page = await chromium.open('options.html');
  await page.evaluate((origin) => chrome.permissions.remove({ origins: [origin] }), pattern);
  await page.close();
}

/**
 * Turns on developer mode, without which an unpacked extension can stay off after a reload.
 *
 * @param alsoInPrivate allows it in private windows too, for which the browser restarts it
 */
export async function useDeveloperMode(chromium: Chromium, { alsoInPrivate = false } = {}): Promise<void> {
  const page = await chromium.context.newPage();
  await page.goto('chrome://extensions', { waitUntil: 'commit' });
  await page.evaluate(
    async ({ extensionId, incognitoAccess }) => {
      await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      if (incognitoAccess) await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess });
    },
    { extensionId: chromium.extensionId, incognitoAccess: alsoInPrivate },
  );
  await page.close();
}
