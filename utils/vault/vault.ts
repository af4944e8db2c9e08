import type { Credential, Kept } from '@/utils/clouds/credential';
import type { Remember } from '@/utils/clouds/profile';
import { AppError } from '@/utils/problems/app-error';
import type { By } from './keyring';

/** One place credentials can be kept. */
export interface Keep {
  /**
   * Asked before a credential, or a token got with it, is used or replaced.
   * @throws AppError VAULT_LOCKED; for writing PASSPHRASE_UNSET too.
   */
  ready(what: 'reading' | 'writing', by?: By): Promise<void>;
  /** @returns null where nothing usable is kept for this cloud. @throws AppError VAULT_LOCKED, VAULT_TAMPERED. */
  get(cloudId: string, by?: By): Promise<Kept | null>;
  /** Throws as `ready`. */
  put(cloudId: string, credential: Kept): Promise<void>;
  remove(cloudId: string): Promise<void>;
  /** the ids of all clouds that have a credential here */
  list(): Promise<string[]>;
}

/** Credentials of all clouds, each in the keep its person chose, and in that one only. */
export interface Vault {
  /** @throws as the chosen keep's `ready`. @param by a person, unless told otherwise */
  ready(remember: Remember, what: 'reading' | 'writing', by?: By): Promise<void>;
  /**
   * Throws as `Keep.get`.
   * @param remember where to look first: after a worker that died while moving it, two keeps may hold one.
   * @param authUrl where it is about to be sent: what was given for another origin is as good as not there. Left out
   *   where it goes nowhere, or where the person has just typed the address.
   */
  get(cloudId: string, remember: Remember, authUrl?: string, by?: By): Promise<Credential | null>;
  /**
   * Whether there is something that `get` would give, or that is locked. Whoever draws a page asks, so it is no use.
   * Throws as `Keep.get`, but for VAULT_LOCKED.
   */
  has(cloudId: string, remember: Remember, authUrl: string): Promise<boolean>;
  /** @param authUrl the only origin that it may be sent to, whatever is written into the profile later. */
  put(cloudId: string, remember: Remember, credential: Credential, authUrl: string): Promise<void>;
  /** Moves what is kept to another keep; does nothing where nothing is kept that may be sent to that address. */
  move(cloudId: string, remember: Remember, authUrl: string): Promise<void>;
  remove(cloudId: string): Promise<void>;
  /** Forgets the credentials of every cloud that is not in `cloudIds`. */
  retain(cloudIds: readonly string[]): Promise<void>;
}

/** @param keeps one keep for each choice under `Remember`. */
export function createVault(keeps: Record<Remember, Keep>): Vault {
  const all = Object.entries(keeps) as [Remember, Keep][];
  const vault: Vault = {
    ready: (remember, what, by = 'person') => keeps[remember].ready(what, by),
    async get(cloudId, remember, authUrl, by = 'person') {
      const origin = authUrl === undefined ? undefined : originOf(authUrl);
      const chosen = usable(await keeps[remember].get(cloudId, by), origin);
      if (chosen !== null) return chosen;
      for (const [name, keep] of all) {
        const credential = name === remember ? null : usable(await keep.get(cloudId, by), origin);
        if (credential !== null) return credential;
      }
      return null;
    },
    async has(cloudId, remember, authUrl) {
      try {
        return (await vault.get(cloudId, remember, authUrl, 'itself')) !== null;
      } catch (error) {
        if (error instanceof AppError && error.code === 'VAULT_LOCKED') return true;
        throw error;
      }
    },
    async put(cloudId, remember, credential, authUrl) {
      // The new one is safe before the old one goes: the worker may die between the two.
      await keeps[remember].put(cloudId, { ...credential, origin: originOf(authUrl) });
      for (const [name, keep] of all) if (name !== remember) await keep.remove(cloudId);
    },
    async move(cloudId, remember, authUrl) {
      const credential = await vault.get(cloudId, remember, authUrl);
      if (credential !== null) await vault.put(cloudId, remember, credential, authUrl);
    },
    async remove(cloudId) {
      for (const [, keep] of all) await keep.remove(cloudId);
    },
    async retain(cloudIds) {
      for (const [, keep] of all) {
        for (const kept of await keep.list()) if (!cloudIds.includes(kept)) await keep.remove(kept);
      }
    },
  };
  return vault;
}

/** @param origin where it is to be sent; undefined: nowhere. */
function usable(kept: Kept | null, origin: string | undefined): Credential | null {
  if (kept === null) return null;
  const { origin: own, ...credential } = kept;
  return own === undefined || origin === undefined || own === origin ? credential : null;
}

/** What a credential is bound to. */
export function originOf(authUrl: string): string {
  return URL.canParse(authUrl) ? new URL(authUrl).origin : authUrl;
}
