import type { Accounts } from '@/utils/accounts/accounts';
import { dismissOrphanedCredential, listOrphanedCredentials } from '@/utils/accounts/app-credential/delete';
import type { Handlers } from '@/utils/messaging/gate';
import type { ManagedPolicy } from '@/utils/policy/policy';
import type { CloudSync } from '@/utils/sync/sync';
import type { VaultLock } from '@/utils/vault/lock';

/** For {@link createCloudHandlers}. */
export interface CloudHandlerDeps {
  accounts: Accounts;
  sync: CloudSync;
  policy: ManagedPolicy;
  vaultLock: Pick<VaultLock, 'setAutoLock'>;
}

/** See {@link createCloudHandlers}. */
export type CloudHandlers = ReturnType<typeof createCloudHandlers>;

/** The handlers enforce the policy and start a sync. */
export function createCloudHandlers({ accounts, sync, policy, vaultLock }: CloudHandlerDeps) {
  const finished = async <T>(value: T): Promise<T> => {
    // The policy may have changed during the sign-in.
    await policy.apply();
    void sync.reconcile();
    return value;
  };
  return {
    testCloud: async (request) => accounts.test({ ...request, profile: await policy.enforce(request.profile) }),
    saveCloud: async (request) =>
      finished(await accounts.save({ ...request, profile: await policy.enforce(request.profile) })),
    async removeCloud({ cloudId, dismissed }) {
      await policy.assertRemovable(cloudId);
      await sync.recordRemoval(cloudId);
      return finished(await accounts.remove(cloudId, dismissed));
    },
    changePassword: async ({ draft, ...request }) => {
      const enforced = draft && { draft: { ...draft, profile: await policy.enforce(draft.profile) } };
      return finished(await accounts.changePassword({ ...request, ...enforced }));
    },
    replacePassword: async (request) => finished(await accounts.replacePassword(request)),
    deleteCredentials: (request) => accounts.deleteCredentials(request),
    listOrphanedCredentials,
    dismissOrphanedCredential: ({ name }) => dismissOrphanedCredential(name).then(() => null),
    listTokens: ({ cloudId }) => accounts.listTokens(cloudId),
    signOut: ({ cloudId }) => accounts.signOut(cloudId),
    signInWithPasscode: ({ cloudId, passcode }) => accounts.signInWithPasscode(cloudId, passcode).then(() => null),
    async importClouds({ clouds }) {
      const enforced = clouds.map(async (entry) => ({ ...entry, profile: await policy.enforce(entry.profile) }));
      await accounts.importClouds({ clouds: await Promise.all(enforced) });
      return finished(null);
    },
    syncState: () => sync.view(),
    setSync: ({ on }) => sync.setEnabled(on),
    resolveRemoval: ({ cloudId, choice }) => sync.resolveRemoval(cloudId, choice),
    eraseSync: () => sync.erase(),
    policyState: () => policy.view(),
    setAutoLock: async ({ minutes }) => vaultLock.setAutoLock(await policy.limitAutoLock(minutes)),
  } satisfies Partial<Handlers>;
}
