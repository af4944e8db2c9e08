import type { Setup } from '@/utils/accounts/accounts';
import { forgetLeft, listLeft } from '@/utils/accounts/app-credential/delete';
import type { Handlers } from '@/utils/messaging/gate';
import type { ManagedPolicy } from '@/utils/policy/policy';
import type { CloudSync } from '@/utils/sync/sync';
import type { Locking } from '@/utils/vault/lock';

export interface CloudHandlerDeps {
  setup: Setup;
  sync: CloudSync;
  policy: ManagedPolicy;
  locking: Pick<Locking, 'setAutoLock'>;
}

/** Whatever changes a cloud: within what the administrator allows, and then told to the person's other browsers. */
export function createCloudHandlers({ setup, sync, policy, locking }: CloudHandlerDeps) {
  const told = async <T>(value: T): Promise<T> => {
    // Signing in takes a while: what the administrator has set meanwhile holds for what was stored after it.
    await policy.apply();
    void sync.reconcile();
    return value;
  };
  return {
    testCloud: async (request) => setup.test({ ...request, profile: await policy.hold(request.profile) }),
    saveCloud: async (request) => told(await setup.save({ ...request, profile: await policy.hold(request.profile) })),
    async removeCloud({ cloudId, settled }) {
      await policy.mayRemove(cloudId);
      await sync.removing(cloudId);
      return told(await setup.remove(cloudId, settled));
    },
    changePassword: async ({ draft, ...request }) => {
      const held = draft && { draft: { ...draft, profile: await policy.hold(draft.profile) } };
      return told(await setup.changePassword({ ...request, ...held }));
    },
    restrictSignIn: async (request) => told(await setup.restrict(request)),
    deleteCredentials: (request) => setup.deleteCredentials(request),
    listLeft,
    forgetLeft: ({ name }) => forgetLeft(name).then(() => null),
    listTokens: ({ cloudId }) => setup.listTokens(cloudId),
    signOut: ({ cloudId }) => setup.signOut(cloudId),
    givePasscode: ({ cloudId, passcode }) => setup.givePasscode(cloudId, passcode).then(() => null),
    async importClouds({ clouds }) {
      const held = clouds.map(async (entry) => ({ ...entry, profile: await policy.hold(entry.profile) }));
      await setup.importClouds({ clouds: await Promise.all(held) });
      return told(null);
    },
    syncState: () => sync.view(),
    setSync: ({ on }) => sync.turn(on),
    settleRemoval: ({ cloudId, keep }) => sync.settle(cloudId, keep),
    eraseSync: () => sync.erase(),
    policyState: () => policy.view(),
    setAutoLock: async ({ minutes }) => locking.setAutoLock(await policy.autoLock(minutes)),
  } satisfies Partial<Handlers>;
}
