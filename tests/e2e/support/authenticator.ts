import type { Page } from '@playwright/test';

/** An authenticator that is built into the computer, for this tab only. */
export interface Authenticator {
  /** how many passkeys it has */
  count(): Promise<number>;
  /** as another computer's: it has none of the passkeys */
  clear(): Promise<void>;
  verifiesUser(isVerified: boolean): Promise<void>;
}

/** Plugs one in that never asks. Source: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
export async function addAuthenticator(page: Page, { hasPrf = true } = {}): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasPrf, hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    count: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    clear: () => session.send('WebAuthn.clearCredentials', { authenticatorId }).then(() => undefined),
    verifiesUser: (isUserVerified) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }).then(() => undefined),
  };
}

/** Has the tab note what its authenticator computes. @returns the last of it, in base64 */
export async function watchOutputs(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const { get } = navigator.credentials;
    navigator.credentials.get = async function (options) {
      const credential = await get.call(this, options);
      const { prf } = (credential as PublicKeyCredential).getClientExtensionResults();
      const bytes = new Uint8Array(prf?.results?.first as ArrayBuffer);
      Object.assign(globalThis, { output: btoa(String.fromCharCode(...bytes)) });
      return credential;
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { output: string }).output);
}

/** Has the tab's authenticator compute this: the browser's virtual ones do not outlive it. */
export async function replayOutput(page: Page, output: string): Promise<void> {
  await page.evaluate((text) => {
    const first = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
    const getClientExtensionResults = () => ({ prf: { results: { first } } });
    navigator.credentials.get = async () =>
      Object.create(PublicKeyCredential.prototype, { getClientExtensionResults: { value: getClientExtensionResults } });
  }, output);
}
