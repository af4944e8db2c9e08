import type { ManagedPolicy } from '@/utils/policy/policy';
import type { CloudSync } from '@/utils/sync/sync';
import type { Locking } from '@/utils/vault/lock';

interface Deps {
  policy: Pick<ManagedPolicy, 'apply' | 'autoLock'>;
  locking: Pick<Locking, 'state' | 'setAutoLock'>;
  sync: Pick<CloudSync, 'reconcile'>;
}

/**
 * Makes what carries out the administrator's policy, at each start and each change of it. What they have set goes first: it
 * decides how long the vault may stay open, and whether there is any syncing, and of what. Throws as the `locking` does.
 */
export function createObey({ policy, locking, sync }: Deps): () => Promise<void> {
  return async () => {
    await policy.apply();
    const { autoLockMinutes } = await locking.state();
    const minutes = await policy.autoLock(autoLockMinutes);
    if (minutes !== autoLockMinutes) await locking.setAutoLock(minutes);
    await sync.reconcile();
  };
}
