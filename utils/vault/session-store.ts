import { storedCredentialSchema } from '@/utils/sign-in/methods';
import { storedFamily } from '@/utils/storage/stored-item';
import type { CredentialStore } from './vault';

const credentials = storedFamily('session:credentials', { version: 1, schema: storedCredentialSchema, fallback: null });

/**
 * In memory, closed to content scripts:
 * https://developer.chrome.com/docs/extensions/reference/api/storage#property-session
 */
export const sessionStore: CredentialStore = {
  assertUnlocked: async () => undefined,
  get: (cloudId) => credentials.of(cloudId).get(),
  put: (cloudId, credential) => credentials.of(cloudId).set(credential),
  remove: (cloudId) => credentials.of(cloudId).remove(),
  has: async (cloudId) => (await credentials.of(cloudId).get()) !== null,
  list: credentials.ids,
};
