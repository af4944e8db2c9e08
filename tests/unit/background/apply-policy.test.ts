import { describe, expect, it } from 'vitest';
import { createApplyPolicy } from '@/utils/background/apply-policy';
import type { VaultView } from '@/utils/messaging/views';

/** A worker whose administrator lets the vault stay open for so long, and what it did, in order. */
function worker(present: number | null, longest: number | null) {
  const did: string[] = [];
  const view: VaultView = { exists: true, locked: false, autoLockMinutes: present, retryAt: null };
  const applyPolicy = createApplyPolicy({
    policy: {
      apply: async () => void did.push('apply'),
      limitAutoLock: async (minutes) => (longest === null ? minutes : Math.min(minutes ?? longest, longest)),
    },
    vaultLock: {
      state: async () => view,
      setAutoLock: async (minutes) => {
        did.push(`lock after ${minutes}`);
        return { ...view, autoLockMinutes: minutes };
      },
    },
    sync: { reconcile: async () => void did.push('sync') },
  });
  return { applyPolicy, did };
}

describe("the administrator's policy", () => {
  it.each([
    [null, 10, ['apply', 'lock after 10', 'sync']],
    [60, 10, ['apply', 'lock after 10', 'sync']],
    [5, 10, ['apply', 'sync']],
    [null, null, ['apply', 'sync']],
  ])(
    'is carried out before anything is synced; the vault locks after %s minutes, and may after %s',
    async (present, longest, pendingAction) => {
      const { applyPolicy, did } = worker(present, longest);
      await applyPolicy();
      expect(did).toEqual(pendingAction);
    },
  );
});
