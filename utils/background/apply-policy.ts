import type { ManagedPolicy } from '@/utils/policy/policy';
import type { CloudSync } from '@/utils/sync/sync';
import type { VaultLock } from '@/utils/vault/lock';

interface Deps {
  policy: Pick<ManagedPolicy, 'apply' | 'limitAutoLock'>;
  vaultLock: Pick<VaultLock, 'state' | 'setAutoLock'>;
  sync: Pick<CloudSync, 'reconcile'>;
}

/** Before a sync, since the policy limits it. Throws as `vaultLock` does. */
export function createApplyPolicy({ policy, vaultLock, sync }: Deps): () => Promise<void> {
  return async () => {
    await policy.apply();
    const { autoLockMinutes } = await vaultLock.state();
    const minutes = await policy.limitAutoLock(autoLockMinutes);
    if (minutes !== autoLockMinutes) await vaultLock.setAutoLock(minutes);
    await sync.reconcile();
  };
}
