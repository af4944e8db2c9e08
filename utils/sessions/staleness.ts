import { canonicalJson, secretTargetChanged } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import { findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';

/** Notices that a cloud was changed between the steps of a call. */
export interface StalenessCheck {
  /**
   * For a call that waited for a lock or tries again: it must not sign in to a cloud that was replaced or signed out of.
   * @param startedAt `Generations.byUser` when the call began
   * @throws AppError CLOUD_UNKNOWN, VAULT_LOCKED; OpenStackError CONFLICT.
   */
  assertUnchanged(profile: CloudProfile, startedAt: number): Promise<void>;
  /**
   * For what was got for a cloud that was removed, changed, signed out of or locked since.
   * @param generation `Generations.of` before that was got
   * @param discard called before it throws, as `assertUnchanged` does
   */
  discardIfStale(profile: CloudProfile, generation: number, discard: () => Promise<void>): Promise<void>;
  /** @returns whether the cloud is still stored, sends its secret to the same target, and is not locked. */
  isUnchanged(profile: CloudProfile): Promise<boolean>;
}

/** Compares with the stored clouds, the vault and the generations of this worker. */
export function createStalenessCheck(vault: Pick<Vault, 'ready'>, generations: Generations): StalenessCheck {
  /** A locked vault is the reason why tokens were ended, so it is named first. */
  async function throwStale({ id, remember }: CloudProfile, present: CloudProfile | null): Promise<never> {
    if (present === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: id });
    await vault.ready(remember, 'reading', 'background');
    throw new OpenStackError('CONFLICT');
  }

  return {
    async assertUnchanged(profile, startedAt) {
      const { id, signIn } = profile;
      const present = await findCloud(id);
      const isSame =
        present !== null &&
        !secretTargetChanged(present, profile) &&
        canonicalJson(present.signIn) === canonicalJson(signIn);
      if (!isSame || generations.byUser(id) !== startedAt) await throwStale(profile, present);
    },
    async discardIfStale(profile, generation, discard) {
      const present = await findCloud(profile.id);
      if (generations.of(profile.id) === generation && present !== null) return;
      await discard();
      await throwStale(profile, present);
    },
    async isUnchanged(profile) {
      const present = await findCloud(profile.id);
      if (present === null || secretTargetChanged(present, profile)) return false;
      return vault.ready(profile.remember, 'reading', 'background').then(
        () => true,
        () => false,
      );
    },
  };
}

/** Counts how often the tokens of each cloud were ended, to notice that between the steps of a call. */
export interface Generations {
  of(cloudId: string): number;
  /** without the times that a dashboard's session ended: a call may go on with the next session */
  byUser(cloudId: string): number;
  end(cloudId: string, reason: { byDashboard: boolean }): void;
}

/** Makes the counters of one worker; each starts at 0. */
export function createGenerations(): Generations {
  const all = new Map<string, number>();
  const byDashboards = new Map<string, number>();
  const of = (cloudId: string) => all.get(cloudId) ?? 0;
  return {
    of,
    byUser: (cloudId) => of(cloudId) - (byDashboards.get(cloudId) ?? 0),
    end(cloudId, { byDashboard }) {
      all.set(cloudId, of(cloudId) + 1);
      if (byDashboard) byDashboards.set(cloudId, (byDashboards.get(cloudId) ?? 0) + 1);
    },
  };
}
