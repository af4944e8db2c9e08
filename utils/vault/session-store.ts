import { storage } from 'wxt/utils/storage';
import { storedCredentialSchema } from '@/utils/sign-in/methods';
import type { CredentialStore } from './vault';

const PREFIX = 'credential:';

/**
 * Keeps credentials in `storage.session`: in memory, closed to content scripts, gone when the browser
 * closes (https://developer.chrome.com/docs/extensions/reference/api/storage#property-session).
 */
export const sessionStore: CredentialStore = {
  ready: async () => undefined,
  async get(cloudId) {
    const parsed = storedCredentialSchema.safeParse(await storage.getItem(`session:${PREFIX}${cloudId}`));
    return parsed.success ? parsed.data : null;
  },
  put: (cloudId, value) => storage.setItem(`session:${PREFIX}${cloudId}`, value),
  remove: (cloudId) => storage.removeItem(`session:${PREFIX}${cloudId}`),
  async list() {
    const keys = Object.keys(await storage.snapshot('session'));
    return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  },
};
