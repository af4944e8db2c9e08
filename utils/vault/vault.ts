import type { Remember } from '@/utils/clouds/profile';
import { AppError } from '@/utils/problems/app-error';
import type { Credential, StoredCredential } from '@/utils/sign-in/methods';
import type { Initiator } from './keyring';

/** One place for credentials. */
export interface CredentialStore {
  /**
   * To be called before a credential, or a token got with it, is used or replaced.
   * @throws AppError VAULT_LOCKED; for writing PASSPHRASE_UNSET too.
   */
  ready(what: 'reading' | 'writing', initiator?: Initiator): Promise<void>;
  /** @returns null where nothing usable is stored for this cloud. @throws AppError VAULT_LOCKED, VAULT_TAMPERED. */
  get(cloudId: string, initiator?: Initiator): Promise<StoredCredential | null>;
  /** Throws as `ready`. */
  put(cloudId: string, credential: StoredCredential): Promise<void>;
  remove(cloudId: string): Promise<void>;
  /** the ids of all clouds that have a credential here */
  list(): Promise<string[]>;
}

/** The credentials of all clouds, each in the store that the user chose and in no other. */
export interface Vault {
  /** Throws as the chosen store's `ready`. */
  ready(remember: Remember, what: 'reading' | 'writing', initiator?: Initiator): Promise<void>;
  /**
   * Throws as `CredentialStore.get`.
   * @param remember the store to read first: where a worker ended while it moved a credential, two stores may have one.
   * @param authUrl where it is to be sent: one that was given for another origin is not returned. Left out where it is sent
   *   nowhere, or where the user has just typed the address.
   */
  get(cloudId: string, remember: Remember, authUrl?: string, initiator?: Initiator): Promise<Credential | null>;
  /**
   * Whether there is a credential that `get` would return, or one that is locked. Does not count as use. Throws as
   * `CredentialStore.get`, but not VAULT_LOCKED.
   */
  has(cloudId: string, remember: Remember, authUrl: string): Promise<boolean>;
  /** @param authUrl the only origin that it may be sent to, whatever is written into the profile later. */
  put(cloudId: string, remember: Remember, credential: Credential, authUrl: string): Promise<void>;
  /** Moves a credential to another store; does nothing where there is none that may be sent to that address. */
  move(cloudId: string, remember: Remember, authUrl: string): Promise<void>;
  remove(cloudId: string): Promise<void>;
  /** Removes the credentials of every cloud that is not in `cloudIds`. */
  retain(cloudIds: readonly string[]): Promise<void>;
}

/** @param stores one for each choice under `Remember`. */
export function createVault(stores: Record<Remember, CredentialStore>): Vault {
  const all = Object.entries(stores) as [Remember, CredentialStore][];
  const vault: Vault = {
    ready: (remember, what, initiator = 'user') => stores[remember].ready(what, initiator),
    async get(cloudId, remember, authUrl, initiator = 'user') {
      const origin = authUrl === undefined ? undefined : originOf(authUrl);
      const chosen = usable(await stores[remember].get(cloudId, initiator), origin);
      if (chosen !== null) return chosen;
      for (const [name, store] of all) {
        const credential = name === remember ? null : usable(await store.get(cloudId, initiator), origin);
        if (credential !== null) return credential;
      }
      return null;
    },
    async has(cloudId, remember, authUrl) {
      try {
        return (await vault.get(cloudId, remember, authUrl, 'background')) !== null;
      } catch (error) {
        if (error instanceof AppError && error.code === 'VAULT_LOCKED') return true;
        throw error;
      }
    },
    async put(cloudId, remember, credential, authUrl) {
      // The new one is stored before the old one is removed: the worker may end between the two.
      await stores[remember].put(cloudId, { ...credential, origin: originOf(authUrl) });
      for (const [name, store] of all) if (name !== remember) await store.remove(cloudId);
    },
    async move(cloudId, remember, authUrl) {
      const credential = await vault.get(cloudId, remember, authUrl);
      if (credential !== null) await vault.put(cloudId, remember, credential, authUrl);
    },
    async remove(cloudId) {
      for (const [, store] of all) await store.remove(cloudId);
    },
    async retain(cloudIds) {
      for (const [, store] of all) {
        for (const id of await store.list()) if (!cloudIds.includes(id)) await store.remove(id);
      }
    },
  };
  return vault;
}

/** @param origin where it is to be sent; undefined: nowhere. */
function usable(stored: StoredCredential | null, origin: string | undefined): Credential | null {
  if (stored === null) return null;
  const { origin: bound, ...credential } = stored;
  return origin === undefined || bound === origin ? credential : null;
}

/** The origin that a credential is bound to. */
export function originOf(authUrl: string): string {
  return URL.canParse(authUrl) ? new URL(authUrl).origin : authUrl;
}
