import { secretOwnerOf } from '@/utils/clouds/compare';
import type { CloudProfile, Remember } from '@/utils/clouds/profile';
import { AppError } from '@/utils/problems/app-error';
import type { Credential, StoredCredential } from '@/utils/sign-in/methods';
import { withStorageFallback } from '@/utils/storage/optional';
import type { Initiator } from './keyring';

/** The store of one value of `remember`. */
export interface CredentialStore {
  /** Call before using a credential or its token. @throws AppError VAULT_LOCKED; for writing PASSPHRASE_UNSET too */
  assertUnlocked(operation: 'reading' | 'writing', initiator?: Initiator): Promise<void>;
  /** @throws AppError VAULT_LOCKED, VAULT_TAMPERED. */
  get(cloudId: string, initiator?: Initiator): Promise<StoredCredential | null>;
  /** Throws as `assertUnlocked`. */
  put(cloudId: string, credential: StoredCredential): Promise<void>;
  remove(cloudId: string): Promise<void>;
  /** Works while locked, too. @throws AppError VAULT_TAMPERED. */
  has(cloudId: string): Promise<boolean>;
  list(): Promise<string[]>;
}

/** What a credential is bound to: an origin; of a profile also method, owner and compute endpoint. */
export type SecretTarget = string | Pick<CloudProfile, 'authUrl' | 'signIn' | 'dashboardUrl' | 'computeUrl'>;

/** All stores; a call without `remember` is for every one. */
export interface Vault {
  /** Throws as `CredentialStore.assertUnlocked`. */
  assertUnlocked(remember: Remember, operation: 'reading' | 'writing', initiator?: Initiator): Promise<void>;
  /**
   * Reads `remember` first: an interrupted `put` leaves it in two stores. Throws as `CredentialStore.get`.
   * @param target no credential of another one; omitted where it is not sent, or the user typed the URL
   */
  get(cloudId: string, remember: Remember, target?: SecretTarget, initiator?: Initiator): Promise<Credential | null>;
  /** Works while locked, too. Does not delay the auto-lock. @throws AppError VAULT_TAMPERED */
  has(cloudId: string, remember: Remember, target: SecretTarget): Promise<boolean>;
  /**
   * Binds it to `target` and removes it from the other stores.
   * @param isOnlyCopy no other store has one: with `session`, an unreadable store is no error
   */
  put(
    cloudId: string,
    remember: Remember,
    credential: Credential,
    target: SecretTarget,
    isOnlyCopy?: boolean,
  ): Promise<void>;
  /** With `session`, an unreadable database is no error. */
  remove(cloudId: string, remember?: Remember): Promise<void>;
  /** Finishes an interrupted `put`: if this store has it, the others lose it. */
  finishMove(cloudId: string, remember: Remember): Promise<void>;
}

/** One store for each `remember`. */
export function createVault(stores: Record<Remember, CredentialStore>): Vault {
  const all = Object.entries(stores) as [Remember, CredentialStore][];
  const removeFromOthers = async (cloudId: string, remember: Remember) => {
    for (const [name, store] of all) if (name !== remember) await store.remove(cloudId);
  };
  const vault: Vault = {
    assertUnlocked: (remember, operation, initiator = 'user') => stores[remember].assertUnlocked(operation, initiator),
    async get(cloudId, remember, target, initiator = 'user') {
      const chosen = credentialBoundTo(await stores[remember].get(cloudId, initiator), target);
      if (chosen !== null) return chosen;
      for (const [name, store] of all) {
        if (name === remember) continue;
        const found = store.get(cloudId, initiator);
        // `session` works without the databases.
        const credential = credentialBoundTo(
          await (remember === 'session' ? withStorageFallback(found, null) : found),
          target,
        );
        if (credential !== null) return credential;
      }
      return null;
    },
    async has(cloudId, remember, target) {
      try {
        return (await vault.get(cloudId, remember, target, 'background')) !== null;
      } catch (error) {
        if (error instanceof AppError && error.code === 'VAULT_LOCKED') return true;
        throw error;
      }
    },
    async put(cloudId, remember, credential, target, isOnlyCopy = false) {
      // In this order: the worker may end in between.
      await stores[remember].put(cloudId, { ...credential, ...bindingTo(target) });
      const removal = removeFromOthers(cloudId, remember);
      await (isOnlyCopy && remember === 'session' ? withStorageFallback(removal, undefined) : removal);
    },
    async remove(cloudId, remember) {
      if (remember !== 'session') for (const [, store] of all) await store.remove(cloudId);
      else {
        await stores.session.remove(cloudId);
        await withStorageFallback(removeFromOthers(cloudId, 'session'), undefined);
      }
    },
    async finishMove(cloudId, remember) {
      // Not `list`: it names records whose salt is erased, too.
      const hasCredential = await stores[remember].has(cloudId).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'VAULT_TAMPERED') return false;
        throw error;
      });
      if (hasCredential) await removeFromOthers(cloudId, remember);
    },
  };
  return vault;
}

function credentialBoundTo(stored: StoredCredential | null, target: SecretTarget | undefined): Credential | null {
  if (stored === null) return null;
  const { origin, owner, ...credential } = stored;
  if (target === undefined) return credential;
  const binding = bindingTo(target);
  const isOwner = owner === undefined || binding.owner === undefined || owner === binding.owner;
  return origin === binding.origin && isOwner ? credential : null;
}

function bindingTo(target: SecretTarget): Pick<StoredCredential, 'origin' | 'owner'> {
  if (typeof target === 'string') return { origin: originOf(target) };
  return { origin: originOf(target.authUrl), owner: secretOwnerOf(target) };
}

/** The text itself where it is no URL. */
export function originOf(authUrl: string): string {
  return URL.canParse(authUrl) ? new URL(authUrl).origin : authUrl;
}
