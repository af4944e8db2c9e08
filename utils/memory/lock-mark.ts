import { storage } from 'wxt/utils/storage';

/** Changes whenever the vault is locked or unlocked, so that open pages hear of it. It says nothing but that. */
export const lockMark = storage.defineItem<string | null>('session:lock-mark', { fallback: null });
