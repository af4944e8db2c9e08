import type { ManagedPolicy } from '@/utils/policy/policy';
import type { CloudSync } from '@/utils/sync/sync';
import type { VaultLock } from '@/utils/vault/lock';

interface Deps {
  policy: Pick<ManagedPolicy, 'apply' | 'autoLock'>;
  vaultLock: Pick<VaultLock, 'state' | 'setAutoLock'>;
  sync: Pick<CloudSync, 'reconcile'>;
}

/**
 * Makes what carries out the administrator's policy, at each start and each change of it. What they have set goes first: it
 * decides how long the vault may stay open, and whether there is any syncing, and of what. Throws as the `vaultLock` does.
 */
export function createApplyPolicy({ policy, vaultLock, sync }: Deps): () => Promise<void> {
  return async () => {
    await policy.apply();
    const { autoLockMinutes } = await vaultLock.state();
    const minutes = await policy.autoLock(autoLockMinutes);
    if (minutes !== autoLockMinutes) await vaultLock.setAutoLock(minutes);
    await sync.reconcile();
  };
}
