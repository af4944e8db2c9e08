import type { Chromium } from './chromium';

/**
 * Makes the browser answer yes, without its prompt, when the extension asks for this match pattern, as a person would.
 * The extension still has to ask: until then it has no access.
 */
export async function consentTo(chromium: Chromium, pattern: string): Promise<void> {
  const page = await chromium.context.newPage();
  // Its scripts take seconds and are not needed: only this address has the API.
  await page.goto('chrome://extensions', { waitUntil: 'commit' });
  await page.evaluate(([id, host]) => chrome.developerPrivate.addHostPermission(id, host), [
    chromium.extensionId,
    pattern,
  ] as const);
  await page.close();
}

/**
 * Notes each request for access that pages opened from now on make; the browser answers them as before.
 *
 * @returns the match patterns of each request so far, in order.
 */
export async function watchRequests(chromium: Chromium): Promise<() => string[][]> {
  const asked: string[][] = [];
  await chromium.context.exposeFunction('noteRequest', (origins: string[]) => void asked.push(origins));
  await chromium.context.addInitScript(() => {
    const { permissions } = chrome;
    const request = permissions.request.bind(permissions);
    permissions.request = (pendingAction) => {
      void (globalThis as unknown as { noteRequest(origins: string[]): Promise<void> }).noteRequest(
        pendingAction.origins,
      );
      return request(pendingAction);
    };
  });
  return () => asked;
}

/** Takes access away again, as a person does on the browser's page of extensions. */
export async function withdrawAccess(chromium: Chromium, pattern: string): Promise<void> {
  const page = await chromium.open('options.html');
  await page.evaluate((origin) => chrome.permissions.remove({ origins: [origin] }), pattern);
  await page.close();
}

/**
 * Turns on the mode that the browser starts an unpacked extension anew in: without it, one that was reloaded may stay off.
 *
 * @param alsoInPrivate allows it in private windows, too, for which the browser starts it anew by itself
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
