import { canonicalJson, needsNewSecret } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import { findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';

/** Notices changes of a cloud during a call. */
export interface StalenessCheck {
  /**
   * Call it after waiting, before a sign-in.
   * @param startedAt `Generations.byUser` at the start
   * @throws AppError CLOUD_UNKNOWN, VAULT_LOCKED; OpenStackError CONFLICT
   */
  assertUnchanged(profile: CloudProfile, startedAt: number): Promise<void>;
  /**
   * Call it with a new token. Throws as `assertUnchanged`, after `discard`.
   * @param generation `Generations.of` before the request
   */
  discardIfStale(profile: CloudProfile, generation: number, discard: () => Promise<void>): Promise<void>;
  isUnchanged(profile: CloudProfile): Promise<boolean>;
}

/** @param vault asked whether it is locked */
export function createStalenessCheck(vault: Pick<Vault, 'assertUnlocked'>, generations: Generations): StalenessCheck {
  /** A locked vault comes first: the lock ended the tokens. */
  async function throwStale({ id, remember }: CloudProfile, present: CloudProfile | null): Promise<never> {
    if (present === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: id });
    await vault.assertUnlocked(remember, 'reading', 'background');
    throw new OpenStackError('CONFLICT');
  }

  return {
    async assertUnchanged(profile, startedAt) {
      const { id, signIn } = profile;
      const present = await findCloud(id);
      const isSame =
        present !== null &&
        !needsNewSecret(present, profile) &&
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
      if (present === null || needsNewSecret(present, profile)) return false;
      return vault.assertUnlocked(profile.remember, 'reading', 'background').then(
        () => true,
        () => false,
      );
    },
  };
}

/** How often each cloud's tokens were ended. */
export interface Generations {
  of(cloudId: string): number;
  /** without ended dashboard sessions: a call may use the next session */
  byUser(cloudId: string): number;
  end(cloudId: string, reason: { byDashboard: boolean }): void;
}

/** Counts in memory only. */
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
